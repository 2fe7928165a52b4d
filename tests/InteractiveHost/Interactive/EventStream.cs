using Microsoft.DotNet.Interactive.Events;

namespace Microsoft.DotNet.Interactive;

internal sealed class EventStream : IObservable<KernelEvent>
{
    private readonly List<IObserver<KernelEvent>> _observers = [];

    public IDisposable Subscribe(IObserver<KernelEvent> observer)
    {
        lock (_observers)
            _observers.Add(observer);
        return new Subscription(this, observer);
    }

    public void Publish(KernelEvent @event)
    {
        IObserver<KernelEvent>[] observers;
        lock (_observers)
            observers = [.. _observers];
        foreach (var observer in observers)
            observer.OnNext(@event);
    }

    private sealed class Subscription(EventStream stream, IObserver<KernelEvent> observer) : IDisposable
    {
        public void Dispose()
        {
            lock (stream._observers)
                stream._observers.Remove(observer);
        }
    }
}
