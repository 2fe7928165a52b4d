using System.Reflection;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>Runs a framework constructor on an existing, uninitialised object.</summary>
public static class Construct
{
    /// <param name="blank">An object on which no constructor has run.</param>
    /// <param name="level">The framework class whose constructor runs: the object's own or a base class of it.</param>
    /// <param name="arguments">The arguments, which exactly one constructor must accept; <see langword="null"/> matches any reference.</param>
    public static object On(object blank, Type level, params object?[] arguments)
    {
        foreach (var constructor in level.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (!Fits(constructor.GetParameters(), arguments))
                continue;
            constructor.Invoke(blank, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            return blank;
        }

        throw new MissingMethodException(level.FullName, ".ctor");
    }

    private static bool Fits(ParameterInfo[] parameters, object?[] arguments)
    {
        if (parameters.Length != arguments.Length)
            return false;
        for (var i = 0; i < arguments.Length; i++)
        {
            var type = parameters[i].ParameterType;
            if (arguments[i] is null ? type.IsValueType : !type.IsInstanceOfType(arguments[i]))
                return false;
        }

        return true;
    }
}
