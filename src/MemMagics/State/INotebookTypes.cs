using System.Reflection;
using MemMagics.State.Code;

namespace MemMagics.State;

/// <summary>What the graph writer asks and tells about the notebook.</summary>
internal interface INotebookTypes
{
    /// <summary>Whether the object is a submission object of this session.</summary>
    bool IsSubmission(object value);

    /// <summary>Whether the type is a submission class.</summary>
    bool IsSubmissionClass(Type type);

    /// <summary>Whether an object that is a static read-only field of that type is the worker's own. Not so for the notebook's types: their static fields travel.</summary>
    bool HasOwnSingletons(Type type);

    /// <summary>How objects of the type fit the build of it that the worker loads.</summary>
    BuildFit FitOf(Type type);

    /// <summary>Of a type that fits <see cref="BuildFit.BeforeItBegins"/>, the fields of which its objects consist then.</summary>
    IReadOnlyList<FieldInfo> FieldsBeforeItBegins(Type type);

    /// <summary>Told of each <see cref="Type"/> object that was found.</summary>
    void FoundName(Type type);

    /// <summary>Told once for each type of which an object was found, before its first object is written.</summary>
    void Found(Type type);

    /// <summary>Told of each delegate that was found: its code can run.</summary>
    void Found(Delegate code);

    /// <summary>Told of each field, property or method that was found as a value (in an expression tree, for example): it can be read or called.</summary>
    void Found(MemberInfo member);
}
