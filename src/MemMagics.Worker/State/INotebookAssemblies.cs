using System.Reflection;

namespace MemMagics.Worker.State;

/// <summary>What the snapshot reader needs from the worker's loader.</summary>
internal interface INotebookAssemblies
{
    /// <summary>The assembly of this simple name: a submission, a library that the notebook references, or the framework's.</summary>
    Assembly Load(string simpleName);

    /// <summary>The object of the submission with this assembly name, constructed but not run.</summary>
    object SubmissionObject(string assemblyName);

    /// <summary>Whether this process computes the hash codes that the notebook computes.</summary>
    bool HashesAreSame { get; }
}
