namespace MemMagics.Tests.Browser;

/// <summary>What a picture of a page would show to be wrong.</summary>
internal static class ReadablePage
{
    /// <summary>
    /// A function of the browser: given a selector of what is looked at, the number of texts that can be seen, and then each problem. Text that does not stand out from
    /// what is behind it (WCAG 2: 4.5 to 1), that lies over other text, that is wider than the screen and in no box that scrolls, that is too small, or that paper does not show.
    /// </summary>
    public const string Script = """
        roots => {
          const problems = [];
          const say = (kind, element, more) => problems.push(`${kind}: "${(element.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 60)}" (${element.tagName.toLowerCase()}.${element.getAttribute('class') || ''}) ${more}`);
          const all = [...document.querySelectorAll(roots)].flatMap(root => [root, ...root.querySelectorAll('*')]);
          const seen = all.filter(element => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true, opacityProperty: true }) && !unseen(element));

          function unseen(element) {
            return element.closest('.mm-unseen, style, script, title') !== null;
          }

          // What boxes around an element let be seen of it.
          function windowOf(element) {
            let [left, top, right, bottom] = [-Infinity, -Infinity, Infinity, Infinity];
            for (let at = element; at && at !== document.documentElement && at !== document.body; at = at.parentElement) {
              const style = getComputedStyle(at);
              if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
              const box = at.getBoundingClientRect();
              [left, top, right, bottom] = [Math.max(left, box.left), Math.max(top, box.top), Math.min(right, box.right), Math.min(bottom, box.bottom)];
            }
            return { left, top, right, bottom };
          }

          function scrolls(element) {
            for (let at = element; at; at = at.parentElement) if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return true;
            return false;
          }

          const channels = color => {
            const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number);
            return color.startsWith('color(srgb') ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
          };
          const luminance = rgb => rgb.map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          function contrast(element) {
            const layers = [];
            let opacity = 1;
            for (let at = element; at; at = at.parentElement) {
              const style = getComputedStyle(at);
              opacity *= Number(style.opacity);
              const layer = channels(style.backgroundColor);
              layers.push(layer);
              if (layer[3] === 1) break;
            }
            let behind = matchMedia('print').matches || !matchMedia('(prefers-color-scheme: dark)').matches ? [255, 255, 255] : [18, 18, 18];
            for (const [r, g, b, a] of layers.reverse()) behind = [r, g, b].map((c, i) => c * a + behind[i] * (1 - a));
            const style = getComputedStyle(element);
            const [r, g, b, a] = channels(element instanceof SVGElement ? style.fill : style.color);
            const ink = [r, g, b].map((c, i) => c * a * opacity + behind[i] * (1 - a * opacity));
            const [one, other] = [luminance(ink), luminance(behind)];
            return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
          }

          const texts = [];
          for (const element of seen) {
            for (const node of element.childNodes) {
              if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
              const range = document.createRange();
              range.selectNodeContents(node);
              const frame = windowOf(element);
              for (const rect of range.getClientRects()) {
                const shown = { left: Math.max(rect.left, frame.left), top: Math.max(rect.top, frame.top), right: Math.min(rect.right, frame.right), bottom: Math.min(rect.bottom, frame.bottom) };
                if (rect.bottom - rect.top < 9) say('too small to be read', element, `${(rect.bottom - rect.top).toFixed(1)} pixels`);
                if (shown.right - shown.left > 1 && shown.bottom - shown.top > 1) texts.push({ element, node, ...shown });
              }
              const ratio = contrast(element);
              if (ratio < 4.5) say('contrast', element, ratio.toFixed(2));
            }
          }

          const width = document.documentElement.clientWidth;
          const printed = matchMedia('print').matches;
          for (const element of seen) {
            const box = element.getBoundingClientRect();
            const frame = windowOf(element);
            if (box.width > 0 && Math.min(box.right, frame.right) > width + 1 && !scrolls(element)) say('wider than the screen', element, `${box.right} > ${width}`);
            if (printed && getComputedStyle(element).overflowX !== 'visible' && !element.closest('.mm-icicle') && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1))
              say('cut on paper', element, `${element.scrollWidth}×${element.scrollHeight} in ${element.clientWidth}×${element.clientHeight}`);
          }

          texts.sort((a, b) => a.top - b.top);
          for (let i = 0; i < texts.length; i++)
            for (let j = i + 1; j < texts.length && texts[j].top < texts[i].bottom - 3; j++)
              if (texts[i].node !== texts[j].node && Math.min(texts[i].right, texts[j].right) - Math.max(texts[i].left, texts[j].left) > 2 && Math.min(texts[i].bottom, texts[j].bottom) - texts[j].top > 3)
                say('over other text', texts[j].element, `on "${texts[i].node.data.trim().slice(0, 40)}"`);

          return [String(texts.length), ...problems.slice(0, 20)];
        }
        """;
}
