#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
await using var app = builder.Build();
app.MapGet("/", () => Greeting("web"));
await app.StartAsync();

using var client = new HttpClient();
Console.WriteLine(await client.GetStringAsync(app.Urls.First()));
await app.StopAsync();

// ---

static string Greeting(string name) => $"hello {name}, {new string('!', 3)}";
