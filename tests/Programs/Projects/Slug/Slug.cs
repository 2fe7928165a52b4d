using System;
using System.Collections.Generic;
using System.Text;

namespace Slugs
{
    public static class Program
    {
        public static void Main(string[] args)
        {
            foreach (var text in args)
                Console.WriteLine(Slug.Of(text));
#if NET10_0_OR_GREATER
            Console.WriteLine("ten");
#else
            Console.WriteLine("nine");
#endif
        }
    }

    public static class Slug
    {
        public static string Of(string text)
        {
            var slug = new StringBuilder(text.Length);
            foreach (var letter in text)
                slug.Append(char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-');
            return slug.ToString();
        }

        internal static List<string> Many(int count)
        {
            var slugs = new List<string>();
            for (var i = 0; i < count; i++)
                slugs.Add(Of("Title Number " + (i % 10)));
            return slugs;
        }
    }
}
