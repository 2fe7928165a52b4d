using System.Globalization;
using MemMagics.Worker.Loading;
using MemMagics.Worker.Metering;
using MemMagics.Worker.Wire;

namespace MemMagics.Worker;

/// <summary>One run of measured code: the first call, and the warm one on state rebuilt from the snapshot.</summary>
internal sealed class WorkerRun(RunRequest request, IEngine engine)
{
    private readonly NotebookLoadContext _context = new(request);
    private readonly Meter _meter = new();

    /// <summary>Makes the run and reports every result as soon as it is there.</summary>
    public void Execute()
    {
        try
        {
            Prepare();
            if (Call(MessageKind.FirstCall) && WarmCallIsDue())
                Call(MessageKind.WarmCall);
        }
        catch (Exception e)
        {
            engine.Send(MessageKind.Refused, writer => writer.Write(Sentence(e)));
        }
    }

    private void Prepare()
    {
        Environment.CurrentDirectory = request.CurrentDirectory;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(request.Culture);
    }

    /// <returns>Whether the code ended without an exception.</returns>
    private bool Call(MessageKind kind)
    {
        var submissions = SubmissionArray.Create(_context, request);
        var code = submissions.CreateMeasured(request.Measured);
        var timeline = request.Timeline ? new ResidentTimeline() : null;
        var failure = CallMeasurement.Run(_meter, code, request.Measured.Awaited);
        GC.KeepAlive(submissions);
        var samples = timeline?.Stop(_meter.StartedAt, _meter.EndedAt);
        if (failure is not null)
        {
            engine.Send(MessageKind.Threw, ThrownException.Of(failure.SourceException).Write);
            return false;
        }

        engine.Send(kind, _meter.Figures!.Write);
        if (samples is not null)
            engine.Send(MessageKind.Timeline, writer => writer.WriteList(samples, static (to, sample) => sample.Write(to)));

        return true;
    }

    private bool WarmCallIsDue() => request.Plan switch
    {
        CallPlan.FirstOnly => false,
        CallPlan.WarmIfQuick => _meter.Figures!.Elapsed <= request.LongestFirstCall,
        _ => true,
    };

    private string Sentence(Exception exception)
    {
        var what = $"{exception.GetType().Name}: {exception.Message}";
        return request.Replay ? $"Running the earlier cells again failed: {what}" : $"The session could not be rebuilt in the worker: {what}";
    }
}
