using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Parsing;

namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/Kernel.cs, Kernel.Static.cs, KernelCommandPipeline.cs
public abstract class Kernel : IDisposable
{
    private readonly List<KernelCommandPipelineMiddleware> _middlewares = [];
    private readonly List<Action> _disposals = [];
    private readonly EventStream _events = new();

    static Kernel() => Formatter.SubscribeToDisplayedValues(displayed =>
    {
        if (KernelInvocationContext.Current is { } context)
            context.Publish(new DisplayedValueProduced(displayed.Value!, context.Command, displayed.FormattedValues, displayed.DisplayId));
        else
            Formatter.WriteToConsole(displayed);
    });

    protected Kernel(string name, params string[] aliases)
    {
        Name = name;
        Aliases = aliases;
        RootKernel = this;
    }

    public static Kernel? Root => KernelInvocationContext.Current?.Command is null ? null : KernelInvocationContext.Current.HandlingKernel?.RootKernel;

    public string Name { get; }

    public IReadOnlyList<string> Aliases { get; }

    public Kernel RootKernel { get; internal set; }

    public IObservable<KernelEvent> KernelEvents => _events;

    /// <summary>What was added, for tests.</summary>
    public Dictionary<string, (KernelActionDirective Directive, KernelCommandInvocation Handler)> Directives { get; } = [];

    /// <summary>How many middlewares there are, for tests.</summary>
    public int MiddlewareCount => _middlewares.Count;

    public static DisplayedValue display(object? value) => value.Display();

    public void AddDirective(KernelActionDirective directive, KernelCommandInvocation handler) => Directives.Add(directive.Name, (directive, handler));

    public void AddMiddleware(KernelCommandPipelineMiddleware middleware, [CallerMemberName] string caller = null!) => _middlewares.Add(middleware);

    public void RegisterForDisposal(Action dispose) => _disposals.Add(dispose);

    public async Task<KernelCommandResult> SendAsync(KernelCommand command, CancellationToken cancellationToken = default)
    {
        command.ShouldPublishCompletionEvent ??= true;
        var context = KernelInvocationContext.GetOrCreateAmbient(command);
        var owned = context.Command == command;
        if (owned)
        {
            context.EventPublished = _events.Publish;
            if (cancellationToken.CanBeCanceled)
                cancellationToken.Register(context.Cancel);
        }

        foreach (var piece in SubmissionParser.Split(command, (CompositeKernel)RootKernel))
        {
            context.HandlingKernel ??= ((CompositeKernel)RootKernel).KernelFor(piece);

            // The host's scheduler does not wait for a piece that was cancelled (KernelScheduler.cs).
            if (!context.IsComplete)
                await Task.WhenAny(InvokeAsync(piece, context), context.Cancelled);
        }

        if (owned)
            context.Dispose();
        return context.ResultFor(command);
    }

    public void Dispose()
    {
        foreach (var dispose in _disposals)
            dispose();
    }

    internal async Task RunPipelineAsync(KernelCommand command, KernelInvocationContext context)
    {
        KernelPipelineContinuation pipeline = HandleAsync;
        foreach (var middleware in Enumerable.Reverse(_middlewares))
        {
            var next = pipeline;
            pipeline = (passed, passedContext) => middleware(passed, passedContext, next);
        }

        try
        {
            await pipeline(command, context);
        }
        catch (Exception e)
        {
            context.Fail(command, e);
        }
    }

    internal virtual Task HandleAsync(KernelCommand command, KernelInvocationContext context) =>
        command is SubmitCode submission && command.Handler is null
            ? SubmitAsync(submission, context)
            : command.Handler?.Invoke(command, context) ?? throw new InvalidOperationException($"No handler for {command}.");

    /// <summary>Runs code of the kernel's language.</summary>
    protected internal abstract Task SubmitAsync(SubmitCode command, KernelInvocationContext context);

    private async Task InvokeAsync(KernelCommand piece, KernelInvocationContext context)
    {
        KernelInvocationContext.GetOrCreateAmbient(piece);
        context.HandlingKernel = ((CompositeKernel)RootKernel).KernelFor(piece);
        await RunPipelineAsync(piece, context);
        if (piece != context.Command)
            context.Complete(piece);
    }
}
