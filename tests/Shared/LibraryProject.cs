namespace MemMagics.Tests;

/// <summary>A library as people have them: two target frameworks, a package with a native library, a shared framework, and a project that it refers to, which is not optimised.</summary>
internal static class LibraryProject
{
    /// <summary>Writes <c>Lib/Lib.csproj</c> and <c>Plain/Plain.csproj</c> into a folder.</summary>
    public static void WriteTo(TemporaryFolder folder)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "Lib"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "Plain"));
        folder.File("Lib/Lib.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks><LangVersion>latest</LangVersion></PropertyGroup>
              <ItemGroup Condition="'$(TargetFramework)' == 'net10.0'">
                <PackageReference Include="Microsoft.Data.Sqlite" Version="10.0.0" />
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <ProjectReference Include="../Plain/Plain.csproj" />
              </ItemGroup>
            </Project>
            """);
        folder.File("Lib/Work.cs", """
            namespace Lib;

            public static class Work
            {
                public static string Open()
                {
                    using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
                    connection.Open();
                    return connection.State + new Microsoft.AspNetCore.Http.PathString("/web").Value;
                }

                public static byte[] Bytes(int count) => Plain.Fill(new byte[count]);
            }
            """);
        folder.File("Plain/Plain.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><Optimize>false</Optimize></PropertyGroup></Project>");
        folder.File("Plain/Plain.cs", "public static class Plain {\n    public static byte[] Fill(byte[] bytes) {\n        bytes[0] = 1;\n        return bytes;\n    }\n}");
    }
}
