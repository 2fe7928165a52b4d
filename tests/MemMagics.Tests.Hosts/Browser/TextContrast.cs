namespace MemMagics.Tests.Browser;

/// <summary>Whether text can be read.</summary>
internal static class TextContrast
{
    /// <summary>A function of the browser: the contrast between an element's text and what is painted behind it, as WCAG 2 defines it, and the luminance of the latter.</summary>
    public const string Script = """
        element => {
          const channels = color => {
            const [r, g, b, a] = color.match(/[\d.]+/g).map(Number);
            return color.startsWith('color(srgb') ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
          };
          const layers = [];
          for (let at = element; at; at = at.parentElement) {
            const [r, g, b, a = 1] = channels(getComputedStyle(at).backgroundColor);
            layers.push([r, g, b, a]);
            if (a === 1) break;
          }
          let behind = [255, 255, 255];
          for (const [r, g, b, a] of layers.reverse()) behind = [r, g, b].map((c, i) => c * a + behind[i] * (1 - a));
          const [r, g, b, a = 1] = channels(getComputedStyle(element).color);
          const text = [r, g, b].map((c, i) => c * a + behind[i] * (1 - a));
          const luminance = rgb => rgb.map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const [one, other] = [luminance(text), luminance(behind)];
          return [(Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05), other];
        }
        """;
}
