using System.Text.Json.Nodes;
using MemMagics.Cli.Directives;
using MemMagics.Cli.Notebooks;

namespace MemMagics.Cli.Executed;

/// <summary>A <c>.dib</c> notebook in Jupyter's form, before it has outputs.</summary>
internal static class IpynbTemplate
{
    public static JsonObject For(Notebook notebook) => new()
    {
        ["cells"] = new JsonArray([.. notebook.Cells.Select(CellNode)]),
        ["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject
            {
                ["display_name"] = ".NET (C#)",
                ["language"] = "C#",
                ["name"] = ".net-csharp",
            },
            ["language_info"] = new JsonObject
            {
                ["file_extension"] = ".cs",
                ["mimetype"] = "text/x-csharp",
                ["name"] = "C#",
                ["pygments_lexer"] = "csharp",
            },
            ["polyglot_notebook"] = notebook.Meta?.DeepClone() ?? new JsonObject
            {
                ["kernelInfo"] = new JsonObject
                {
                    ["defaultKernelName"] = CellLanguages.CSharp,
                    ["items"] = new JsonArray(new JsonObject { ["aliases"] = new JsonArray(), ["name"] = CellLanguages.CSharp }),
                },
            },
        },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    };

    private static JsonObject CellNode(Cell cell)
    {
        if (cell.IsProse)
        {
            return new JsonObject
            {
                ["cell_type"] = cell.Language,
                ["metadata"] = new JsonObject(),
                ["source"] = IpynbWriter.Lines(cell.Text),
            };
        }

        return new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["metadata"] = new JsonObject
            {
                ["dotnet_interactive"] = new JsonObject { ["language"] = cell.Language },
                ["polyglot_notebook"] = new JsonObject { ["kernelName"] = cell.Language },
            },
            ["outputs"] = new JsonArray(),
            ["source"] = IpynbWriter.Lines(cell.Text),
        };
    }
}
