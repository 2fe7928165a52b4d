"""The public conformance checks for Jupyter kernels (jupyter_kernel_test), for this kernel."""

import unittest

import jupyter_kernel_test


class CSharpKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "memmagics"
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("oops");'
    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "#!mem", "matches": {"#!memit"}},
        {"text": "#!memit --repe", "matches": {"--repeat"}},
    ]
    complete_code_samples = ["1", "var x = 1;", "int F(int n)\n{\n    return n;\n}", "#!memit 1 + 1"]
    incomplete_code_samples = ["if (true) {", "void F(", "#!memit", "var s = @\"abc"]
    invalid_code_samples = ["var 1 = x;", "}"]
    code_generate_error = 'throw new Exception("no");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"text"', "result": "text"},
        {"code": 'HTML("<b>bold</b>")', "result": "<b>bold</b>", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": 'display(HTML("<b>bold</b>"));', "mime": "text/html"},
        {"code": 'display(SVG("<svg xmlns=\'http://www.w3.org/2000/svg\'/>"));', "mime": "image/svg+xml"},
        {"code": "#!memit 1 + 1", "mime": "text/plain"},
    ]
    code_inspect_sample = "Console.WriteLine"


if __name__ == "__main__":
    unittest.main(verbosity=2)
