using System.Reflection;
using MemMagics.State.Code;

namespace MemMagics.State;

/// <summary>What the graph writer asks about the notebook's types, and reports of what it found.</summary>
internal interface INotebookTypes
{
    /// <summary>Whether the object is a submission object of this session.</summary>
    bool IsSubmission(object value);

    /// <summary>Whether the type is a submission class.</summary>
    bool IsSubmissionClass(Type type);

    /// <summary>Whether the worker uses its own object for one that a static read-only field of that type holds. False for the notebook's types: their static fields travel.</summary>
    bool HasOwnSingletons(Type type);

    /// <summary>How objects of the type fit the build of the type that the worker loads.</summary>
    BuildFit FitOf(Type type);

    /// <summary>The fields that travel of an iterator type that fits as <see cref="BuildFit.NotStarted"/>.</summary>
    IReadOnlyList<FieldInfo> FieldsBeforeStart(Type type);

    /// <summary>Called for each <see cref="Type"/> object that was found.</summary>
    void FoundName(Type type);

    /// <summary>Called once for each type of which an object was found, before the first such object is written.</summary>
    void Found(Type type);

    /// <summary>Called for each delegate that was found: its code can run.</summary>
    void Found(Delegate code);

    /// <summary>Called for each field, property or method that was found as a value (in an expression tree, for example): it can be read or called.</summary>
    void Found(MemberInfo member);
}
