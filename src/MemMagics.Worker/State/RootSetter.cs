using System.Reflection;
using System.Reflection.Emit;
using MemMagics.Wire;
using MemMagics.Wire.Runtime;
using MemMagics.Wire.State;
using MemMagics.Worker.Metering;

namespace MemMagics.Worker.State;

/// <summary>Sets session variables and static fields.</summary>
internal sealed class RootSetter(INotebookAssemblies notebook)
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public void Set(IEnumerable<SnapshotRoot> roots, object?[] objects)
    {
        foreach (var root in roots)
            Set(root, objects[root.ObjectId]);
    }

    private void Set(SnapshotRoot root, object? value)
    {
        var field = root.Holder.GetField(root.Field, Any);
        if (field is null || field.IsStatic != root.IsStatic || field.IsLiteral || TravelPolicy.IsFramework(root.Holder))
            throw new SnapshotException($"{CSharpName.Of(root.Holder)} has no variable '{root.Field}' in the worker.");
        if (value is null ? field.FieldType.IsValueType && Nullable.GetUnderlyingType(field.FieldType) is null : !field.FieldType.IsInstanceOfType(value))
            throw SnapshotException.Damaged($"the value of '{root.Field}' has another type");

        if (!root.IsStatic)
            field.SetValue(notebook.SubmissionObject(root.Holder.Assembly.GetName().Name!), value);
        else if (!field.IsInitOnly)
            field.SetValue(null, value);
        else
            SetReadOnly(field, value);
    }

    /// <summary>Reflection refuses to set a read-only static field once its type is initialised; the runtime itself does not.</summary>
    private static void SetReadOnly(FieldInfo field, object? value)
    {
        var method = OwnDynamicCode.Method("Set", null, [typeof(object)], field.Module, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Unbox_Any, field.FieldType);
            il.Emit(OpCodes.Stsfld, field);
            il.Emit(OpCodes.Ret);
        });
        LastingMethods.Create<Action<object?>>(method)(value);
    }
}
