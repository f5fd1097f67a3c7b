import { markWords } from './marks.client.ts';

const wide = window.matchMedia('(min-width: 64rem)');
/** Milliseconds; as long as the lists of what is no card wait. */
const followsAfter = 600;
const pages = new Map<string, Promise<Document>>();

interface Preview {
  /** Opens the box for a new list: its first card follows when the reader has stopped typing. */
  follow: () => void;
  clear: () => void;
}

/** Shows, beside a list on wide screens, the answer of the card whose link has the focus or lies under the pointer, at first the best. */
export function connectPreview(list: HTMLElement, box: HTMLElement, readTerms: () => ReadonlySet<string>): Preview {
  let latest = 0;
  const fillAfter = (milliseconds: number, link: HTMLAnchorElement): void => {
    const ticket = ++latest;
    setTimeout(() => {
      if (ticket !== latest) return;
      fill(box, link, readTerms()).catch(() => box.replaceChildren());
    }, milliseconds);
  };
  const show = (event: Event): void => {
    const item = event.target instanceof Element ? event.target.closest('li') : null;
    const link = item?.querySelector('a');
    if (!link || !wide.matches || box.dataset['shown'] === link.href) return;
    // A pointer that only passes asks for nothing.
    fillAfter(event.type === 'focusin' ? 0 : 150, link);
  };
  list.addEventListener('focusin', show);
  list.addEventListener('pointerover', show);
  list.addEventListener('pointerleave', () => latest++);
  return {
    follow: () => {
      const link = list.querySelector('a');
      if (!link || !wide.matches) return;
      box.hidden = false;
      fillAfter(followsAfter, link);
    },
    clear: () => {
      latest++;
      delete box.dataset['shown'];
      box.hidden = true;
      box.replaceChildren();
    },
  };
}

async function fill(box: HTMLElement, link: HTMLAnchorElement, terms: ReadonlySet<string>): Promise<void> {
  box.dataset['shown'] = link.href;
  const page = await loadPage(link.href.replace(/#.*/, ''));
  if (box.dataset['shown'] !== link.href) return;
  const title = page.querySelector('article h1')?.cloneNode(true) as HTMLElement | undefined;
  const heading = document.createElement('h2');
  heading.append(...(title?.childNodes ?? []));
  const parts = [page.querySelector('.card-answer'), sectionOf(page, decodeURIComponent(link.hash.slice(1)))].filter(
    (part) => part !== null,
  );
  box.replaceChildren(heading, ...parts.map((part) => withoutIds(part.cloneNode(true) as HTMLElement)));
  box.hidden = false;
  box.scrollTop = 0;
  markWords(box, terms);
}

function loadPage(address: string): Promise<Document> {
  let page = pages.get(address);
  if (!page) {
    page = fetch(address).then(async (response) => new DOMParser().parseFromString(await response.text(), 'text/html'));
    page.catch(() => pages.delete(address));
    pages.set(address, page);
  }
  return page;
}

/** The section under a heading, up to the next one. */
function sectionOf(page: Document, id: string): HTMLElement | null {
  const heading = id === '' ? null : page.getElementById(id);
  if (!heading) return null;
  const section = page.createElement('div');
  section.className = 'prose';
  section.append(heading.cloneNode(true));
  for (let next = heading.nextElementSibling; next && next.tagName !== 'H2'; next = next.nextElementSibling)
    section.append(next.cloneNode(true));
  return section;
}

/** The page already has elements of these names, and a preview has nothing to operate. */
function withoutIds(part: HTMLElement): HTMLElement {
  for (const element of part.querySelectorAll('[id]')) element.removeAttribute('id');
  for (const element of part.querySelectorAll('a, [tabindex], summary, button')) element.setAttribute('tabindex', '-1');
  return part;
}
