const katex = '<span class="katex">';

/** HTML with each of KaTeX's formulas replaced. A string is searched, not parsed: a card's HTML is mostly that of its formulas. */
export function replaceFormulas(html: string, replace: (formula: string) => string): string {
  let result = '';
  let end = 0;
  for (let start = html.indexOf(katex); start >= 0; start = html.indexOf(katex, end)) {
    result += html.slice(end, start);
    end = endOfSpan(html, start);
    result += replace(html.slice(start, end));
  }
  return result + html.slice(end);
}

function endOfSpan(html: string, start: number): number {
  const marks = /<span\b|<\/span>/g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(html); mark; mark = marks.exec(html)) {
    depth += mark[0] === '</span>' ? -1 : 1;
    if (depth === 0) return marks.lastIndex;
  }
  return html.length;
}
