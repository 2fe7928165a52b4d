using System.Reflection;

var entry = Assembly.GetEntryAssembly()!;
var command = Environment.GetCommandLineArgs();
Console.WriteLine($"entry {entry.GetName().Name}");
Console.WriteLine($"beside it {File.Exists(Path.Combine(AppContext.BaseDirectory, entry.GetName().Name + ".dll"))}");
Console.WriteLine($"location {Path.GetDirectoryName(entry.Location) == AppContext.BaseDirectory.TrimEnd('/', '\\')}");
Console.WriteLine($"command {Path.GetFileName(command[0])} + {string.Join('|', command[1..])}");
Console.WriteLine($"args {string.Join('|', args)}");
Console.WriteLine($"main {MethodBase.GetCurrentMethod()!.DeclaringType!.Name}");
Console.WriteLine($"directory {Path.GetFileName(Environment.CurrentDirectory)}");
Console.WriteLine($"app {AppDomain.CurrentDomain.FriendlyName}");
Console.WriteLine($"source {Path.GetFileName(AppContext.GetData("EntryPointFilePath") as string)}");
