namespace System.Runtime.CompilerServices;

// Microsoft.DotNet.Interactive/Utility/IsExternalInit.cs: the host's init accessors carry the host's own type of this name in their signature, not the framework's.
internal static class IsExternalInit;
