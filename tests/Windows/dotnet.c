// dotnet.exe for the tests under Wine. Registries serve the Windows runtime as a package, but not the program that starts it: that one comes with installers only.
// It does what the real one does: finds host\fxr\<version>\hostfxr.dll beside itself and calls its hostfxr_main_startupinfo.
// Two things differ: of several versions it takes the first that it finds (there is one), and it looks nowhere but beside itself.
// And it takes the lowest two gigabytes of addresses, see below.
#include <stdint.h>
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

enum
{
    PathLength = 32768,
    // As the real one: StatusCode::CoreHostLibMissingFailure and CoreHostEntryPointFailure of the runtime's error_codes.h.
    LibraryMissing = 0x80008083,
    EntryMissing = 0x80008084
};

typedef int (*hostfxr_main)(int argc, const wchar_t **argv, const wchar_t *host_path, const wchar_t *dotnet_root, const wchar_t *app_path);

static wchar_t self[PathLength], root[PathLength], pattern[PathLength], library_path[PathLength], app[PathLength];

// The folder of the only version, into library_path.
static int find_library(void)
{
    WIN32_FIND_DATAW found;
    _snwprintf(pattern, PathLength - 1, L"%ls\\host\\fxr\\*", root);
    HANDLE search = FindFirstFileW(pattern, &found);
    if (search == INVALID_HANDLE_VALUE)
        return 0;
    BOOL more = TRUE;
    while (more && found.cFileName[0] == L'.')
        more = FindNextFileW(search, &found);
    FindClose(search);
    _snwprintf(library_path, PathLength - 1, L"%ls\\host\\fxr\\%ls\\hostfxr.dll", root, found.cFileName);
    return more;
}

// Windows places a 64-bit program's libraries and memory at random, high addresses; Wine at the lowest that are free, coreclr.dll included. The JIT does not expect
// that: it calls through a pointer whose address has 31 bits by that address, then finds that it is near coreclr.dll, where it should have called relative to the code,
// gives up (a noway_assert of emitOutputInstr) and compiles the method again without optimising it, which allocates what optimised code does not.
// Where no address has 31 bits, methods are optimised as they are on Windows.
static void take_low_addresses(void)
{
    const uintptr_t granularity = 0x10000, limit = 0x80000000;
    MEMORY_BASIC_INFORMATION region;
    for (uintptr_t at = granularity; at < limit && VirtualQuery((void *)at, &region, sizeof region) != 0;)
    {
        uintptr_t begin = (at + granularity - 1) & ~(granularity - 1);
        at = (uintptr_t)region.BaseAddress + region.RegionSize;
        uintptr_t end = at < limit ? at : limit;
        if (region.State == MEM_FREE && begin < end)
            VirtualAlloc((void *)begin, end - begin, MEM_RESERVE, PAGE_NOACCESS); // addresses only, no memory
    }
}

int wmain(int argc, wchar_t **argv)
{
    GetModuleFileNameW(NULL, self, PathLength);
    wcscpy(root, self);
    *wcsrchr(root, L'\\') = 0;
    _snwprintf(app, PathLength - 1, L"%ls\\dotnet.dll", root);
    if (!find_library())
    {
        fwprintf(stderr, L"There is no host\\fxr beside %ls.\n", self);
        return LibraryMissing;
    }

    take_low_addresses();
    HMODULE library = LoadLibraryExW(library_path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (library == NULL)
    {
        fwprintf(stderr, L"%ls could not be loaded (error %lu).\n", library_path, GetLastError());
        return LibraryMissing;
    }

    hostfxr_main run = (hostfxr_main)(void *)GetProcAddress(library, "hostfxr_main_startupinfo");
    if (run == NULL)
    {
        fwprintf(stderr, L"%ls has no hostfxr_main_startupinfo.\n", library_path);
        return EntryMissing;
    }

    return run(argc, (const wchar_t **)argv, self, root, app);
}
