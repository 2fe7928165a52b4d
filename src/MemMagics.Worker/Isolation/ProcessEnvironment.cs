using System.Collections;
using MemMagics.Platform;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Isolation;

/// <summary>The environment variables of the process, as the notebook has them.</summary>
internal sealed class ProcessEnvironment(IReadOnlyList<EnvironmentChange> changes)
{
    private IDictionary? _notebooks;

    /// <summary>Makes the variables what they are in the notebook, whatever a call has made of them.</summary>
    public void Restore()
    {
        if (_notebooks is null)
        {
            foreach (var change in changes)
            {
                Environment.SetEnvironmentVariable(change.Name, change.Value);

                // A child of native code, such as a shell of system(), would wait for the engine with the worker's diagnostics port.
                if (change.Value is null)
                    HostPlatform.Processes.RemoveVariable(change.Name);
            }

            _notebooks = Environment.GetEnvironmentVariables();
            return;
        }

        var current = Environment.GetEnvironmentVariables();
        foreach (string name in current.Keys)
        {
            if (!_notebooks.Contains(name))
                Environment.SetEnvironmentVariable(name, null);
        }

        foreach (DictionaryEntry variable in _notebooks)
        {
            if (!Equals(current[variable.Key], variable.Value))
                Environment.SetEnvironmentVariable((string)variable.Key, (string?)variable.Value);
        }
    }
}
