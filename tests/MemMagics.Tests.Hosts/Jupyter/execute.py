"""Executes a notebook with nbclient: execute.py IN.ipynb OUT.ipynb"""

import sys

import nbclient
import nbformat

notebook = nbformat.read(sys.argv[1], as_version=4)
nbclient.NotebookClient(notebook, timeout=300).execute()
nbformat.validate(notebook)
nbformat.write(notebook, sys.argv[2])
