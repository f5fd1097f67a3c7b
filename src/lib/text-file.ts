/** Stands in a card's HTML where its answer ends. */
export const answerEnd = '<!--answer-end-->';

const searchStart = '<!--search-->';

/** A card's rendered text as it is kept: HTML, and what search keeps of it as JSON. One file for both, as each costs half a millisecond. */
export function joinText(html: string, search: unknown): string {
  return html + searchStart + JSON.stringify(search);
}

export function splitText(text: string): { html: string; search: string } {
  const [html = '', search = ''] = text.split(searchStart);
  return { html, search };
}
