// The runtime refuses to load an assembly with this attribute, so that none of these can ever stand in for the host's own.
[assembly: System.Runtime.CompilerServices.ReferenceAssembly]
