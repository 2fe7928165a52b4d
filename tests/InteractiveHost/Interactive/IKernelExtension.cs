namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/IKernelExtension.cs
public interface IKernelExtension
{
    Task OnLoadAsync(Kernel kernel);
}
