import { countOf } from '../lib/sentences.ts';
import { readHistory, writeHistory } from '../lib/study-transfer.ts';
import type { History } from './history.client.ts';
import { forgetRead, markRead, readCards } from './marks.client.ts';

/** Export, import and the deletion of a history. */
export function connectTransfer(root: HTMLElement, history: History, replaced: () => void): void {
  const [status, input] = [root.querySelector('[data-transfer]'), root.querySelector<HTMLInputElement>('[data-import]')];
  const say = (words: string): void => {
    if (status) status.textContent = words;
  };

  root.querySelector('[data-export]')?.addEventListener('click', () => {
    void history.allEvents().then((events) => {
      const file = new Blob([writeHistory(events, history.plan, readCards())], { type: 'application/json' });
      const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: 'cardbook-study.json' });
      link.click();
      // The browser has taken the file over by then.
      requestIdleCallback(() => {
        URL.revokeObjectURL(link.href);
      });
      say(`Exported ${countOf(events.length, 'event')}.`);
    });
  });

  input?.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (!file) return;
    void file.text().then(async (text) => {
      input.value = '';
      const read = readHistory(text);
      if ('problem' in read) {
        say(`“${file.name}” was refused, and nothing has changed. ${read.problem}`);
        return;
      }
      const isEmpty = history.state.size === 0;
      const added = await history.merge(read.events);
      markRead(read.read);
      // Where a reader has studied already, that reader's plan stays.
      if (isEmpty) await history.setPlan(read.plan);
      say(`Imported “${file.name}”: ${countOf(added, 'event')} added, ${read.events.length - added} known already.`);
      replaced();
    });
  });

  root.querySelector('[data-wipe]')?.addEventListener('click', () => {
    if (!confirm('Delete your whole study history from this browser? Only a file that you exported brings it back.')) return;
    void history.wipe().then(() => {
      forgetRead();
      say('Your history is deleted from this browser.');
      replaced();
    });
  });
}
