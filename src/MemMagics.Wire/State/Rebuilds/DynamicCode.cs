using System.Collections;
using System.Reflection;
using System.Reflection.Emit;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>The finished code of a <see cref="DynamicMethod"/>. The runtime keeps it beside the method, in internal fields, which are read only where they are as expected.</summary>
/// <param name="Instructions">The code; its tokens count from 2 in <paramref name="Tokens"/>.</param>
/// <param name="Locals">The types of its variables.</param>
/// <param name="MaxStack">How deep its stack gets.</param>
/// <param name="Handlers">Its exception handlers, as in the metadata of an assembly (ECMA-335, II.25.4.5); empty for none.</param>
/// <param name="Tokens">The types, members and strings that it names, in the order of their tokens.</param>
internal sealed record DynamicCode(byte[] Instructions, Type[] Locals, int MaxStack, byte[] Handlers, object[] Tokens)
{
    /// <summary>The first tokens are none, and the method's own signature.</summary>
    public const int FirstToken = 2;

    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>The code of a method; <see langword="null"/> when it is not complete yet, or has something that cannot be told.</summary>
    public static DynamicCode? Of(DynamicMethod method)
    {
        if (ResolverOf(method) is not { } resolver || Field(resolver, "m_code") is not byte[] code || Field(resolver, "m_stackSize") is not int stack
            || Field(resolver, "m_localSignature") is not byte[] signature || LocalTypes.Read(signature) is not { } locals
            || Field(resolver, "m_scope") is not { } scope || Field(scope, "m_tokens") is not IList named)
            return null;
        var tokens = named.Cast<object?>().Skip(FirstToken).Select(Named).ToArray();
        return HandlersOf(resolver) is { } handlers && Array.TrueForAll(tokens, token => token is not null && !ReferenceEquals(token, method))
            ? new DynamicCode(code, locals, stack, handlers, tokens!)
            : null;
    }

    /// <summary>What the runtime asks about the code. For a method that was not compiled yet (a lambda inside an expression) it is made as the runtime would make it.</summary>
    private static object? ResolverOf(DynamicMethod method)
    {
        lock (method)
        {
            if (Field(method, "_resolver") is { } known)
                return known;
            if (Field(method, "_ilGenerator") is not { } generator || typeof(DynamicMethod).GetField("_resolver", Internal) is not { } place)
                return null;
            try
            {
                var made = Activator.CreateInstance(place.FieldType, Internal, null, [generator], null)!;
                GC.SuppressFinalize(made);
                return made;
            }
            catch (TargetInvocationException)
            {
                // The code is not complete.
                return null;
            }
            finally
            {
                place.SetValue(method, null);
            }
        }
    }

    /// <summary>What a token names; <see langword="null"/> for a call through a pointer and for one with a variable number of arguments.</summary>
    private static object? Named(object? token)
    {
        switch (token)
        {
            case string or DynamicMethod:
                return token;
            case RuntimeTypeHandle type:
                return Type.GetTypeFromHandle(type);
            case RuntimeMethodHandle method:
                return MethodBase.GetMethodFromHandle(method);
            case RuntimeFieldHandle field:
                return FieldInfo.GetFieldFromHandle(field);
        }

        var context = token is null ? null : Field(token, "m_context");
        return context is not RuntimeTypeHandle holder ? null
            : Field(token!, "m_methodHandle") is RuntimeMethodHandle ofGeneric ? MethodBase.GetMethodFromHandle(ofGeneric, holder)
            : Field(token!, "m_fieldHandle") is RuntimeFieldHandle fieldOfGeneric ? FieldInfo.GetFieldFromHandle(fieldOfGeneric, holder)
            : null;
    }

    private static unsafe byte[]? HandlersOf(object resolver)
    {
        const int HeaderSize = 4, ClauseSize = 24;
        const byte FatTable = 0x41;

        if (Field(resolver, "m_exceptionHeader") is byte[] written)
            return written;
        if (Field(resolver, "m_exceptions") is not Array blocks)
            return [];
        var clause = resolver.GetType().GetMethod("GetEHInfo", Internal, [typeof(int), typeof(void*)]);
        var counts = blocks.Cast<object>().Select(static block => Field(block, "m_currentCatch") as int?).ToArray();
        if (clause is null || counts.Contains(null))
            return null;

        var table = new byte[HeaderSize + (counts.Sum()!.Value * ClauseSize)];
        BitConverter.TryWriteBytes(table, FatTable | (table.Length << 8));
        fixed (byte* start = table)
        {
            for (var at = HeaderSize; at < table.Length; at += ClauseSize)
                clause.Invoke(resolver, [(at - HeaderSize) / ClauseSize, Pointer.Box(start + at, typeof(void*))]);
        }

        return table;
    }

    private static object? Field(object holder, string name)
    {
        for (var level = holder.GetType(); level is not null; level = level.BaseType)
        {
            if (level.GetField(name, Internal | BindingFlags.DeclaredOnly) is { } field)
                return field.GetValue(holder);
        }

        return null;
    }
}
