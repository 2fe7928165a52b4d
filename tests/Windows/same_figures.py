"""Compares what two runs of a notebook wrote with --format json: python3 same_figures.py ONE.json OTHER.json ARGUED.txt RESULTS.trx NAME

Every cell has to end alike, and each figure "allocated" has to be the same to the byte, but for the rows that ARGUED.txt names with a reason
(a regular expression for the whole row's name, two spaces or more, the reason). RESULTS.trx gets one result for the notebook. Exit code 1: they differ.
"""
import json
import re
import sys
from xml.sax.saxutils import quoteattr, escape


def rows(notebook):
    """Names and figures of a notebook's cells, in their order."""
    for cell in notebook["cells"]:
        name = f"cell {cell['index']}"
        yield f"{name}: status", cell["status"]
        for report in cell["reports"]:
            yield from figures(f"{name}: {report['kind']} {report['code']}", report)


def figures(name, value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "allocated":
                yield name, inner
            else:
                yield from figures(f"{name}, {key}" if isinstance(inner, (dict, list)) else name, inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            of = inner if isinstance(inner, dict) else {}
            yield from figures(f"{name} {of.get('name', of.get('line', of.get('type', index + 1)))}", inner)


def argued(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                pattern, reason = re.split(r"  +", line.strip(), maxsplit=1)
                yield re.compile(pattern), reason


def write(path, name, differences):
    outcome, passed = ("Failed", 0) if differences else ("Passed", 1)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'<TestRun>\n<UnitTestResult testName={quoteattr(name)} outcome="{outcome}">\n')
        file.write(f"<Message>{escape(chr(10).join(differences))}</Message>\n</UnitTestResult>\n")
        file.write(f'<Counters total="1" executed="1" passed="{passed}" failed="{1 - passed}" />\n</TestRun>\n')


def main():
    one, other, arguments, results, name = sys.argv[1:]
    try:
        with open(one, encoding="utf-8") as left, open(other, encoding="utf-8") as right:
            left, right = list(rows(json.load(left))), list(rows(json.load(right)))
    except ValueError as error:
        write(results, name, [f"One of the runs wrote no JSON: {error}"])
        raise
    reasons = list(argued(arguments))
    differences, same, excused = [], 0, 0
    for key in dict.fromkeys(key for key, _ in left + right):
        pair = [[value for name, value in side if name == key] for side in (left, right)]
        if pair[0] == pair[1]:
            same += 1
        elif any(pattern.fullmatch(key) for pattern, _ in reasons):
            excused += 1
        else:
            differences.append(f"{key}: {pair[0]} and {pair[1]}")
    print(f"{name}: {same} rows are the same, {excused} differ for a reason, {len(differences)} differ")
    print("\n".join(differences))
    write(results, name, differences)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
