using System.Reflection;
using MemMagics.Compilation;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Cli.Scripting;

/// <summary>What a cell's using declarations dispose of when the cell ends, however it ends. The variables stay in the session, as all variables of a cell do.</summary>
internal sealed class CellScope
{
    // How long a disposal may take when the cell was interrupted.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly Stack<(object Value, bool IsAwaited)> _values = new();

    /// <summary>Adds what code that has run declared, and has given a value.</summary>
    public void Add(ScriptState state, IReadOnlyList<UsingDeclaration> declarations)
    {
        foreach (var declaration in declarations)
        {
            if (state.GetVariable(declaration.Variable)?.Value is { } value)
                _values.Push((value, declaration.IsAwaited));
        }
    }

    /// <summary>Disposes of them, the last one first.</summary>
    /// <returns>What the first disposal that failed threw; <see langword="null"/> when none did.</returns>
    public async Task<Exception?> EndAsync(CancellationToken cancellationToken)
    {
        Exception? failure = null;
        while (_values.TryPop(out var disposed))
        {
            using var patience = new CancellationTokenSource();
            if (cancellationToken.IsCancellationRequested)
                patience.CancelAfter(s_patience);
            try
            {
                await StoppableThreads.RunAsync(() => DisposeAsync(disposed.Value, disposed.IsAwaited), cancellationToken.IsCancellationRequested ? patience.Token : cancellationToken);
            }
            catch (Exception e)
            {
                failure ??= e;
            }
        }

        return failure;
    }

    private static async Task<bool> DisposeAsync(object value, bool isAwaited)
    {
        if (!isAwaited)
            ((IDisposable)value).Dispose();
        else if (value is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else if (value.GetType().GetMethod("DisposeAsync", Type.EmptyTypes)?.Invoke(value, BindingFlags.DoNotWrapExceptions, null, null, null) is { } pattern) // without the interface
            await (pattern is ValueTask task ? task.AsTask() : (Task)pattern);
        return true;
    }
}
