using System.CommandLine;
using MemMagics.Cli.Completion;
using MemMagics.Cli.Embedding;
using MemMagics.Cli.Terminal;

namespace MemMagics.Cli.Serving;

/// <summary>The command line of <c>memmagics serve</c>.</summary>
internal static class ServeCommand
{
    /// <summary>Names the log file where nobody types the command line: in a Jupyter kernel.</summary>
    internal const string LogVariable = "MEMMAGICS_LOG";

    public static Command Create()
    {
        var log = new Option<string?>("--log")
        {
            HelpName = "FILE",
            Description = $"Append what is asked and answered to a file. Default: what {LogVariable} says.",
        };
        var command = new Command("serve", "Serve a C# session over standard input and output, one JSON message a line: what the Jupyter kernel speaks to.") { log };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(log) ?? Environment.GetEnvironmentVariable(LogVariable), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? logFile, CancellationToken cancellationToken)
    {
        try
        {
            using var log = ServeLog.Open(logFile);
            using var streams = ProtocolStreams.Take();
            await using var session = new EmbeddedSession(WorkingDirectory.FullPath("."));
            using var messages = new MessageWriter(streams.Replies, log);
            EditorAssembly.Register();
            await new SessionServer(session, new CompletingSession(session.Script), streams, messages, log).RunAsync(cancellationToken);
        }
        catch (IOException e)
        {
            ErrorOutput.Write(e.Message);
            return ExitCodes.Unusable;
        }

        return ExitCodes.Success;
    }
}
