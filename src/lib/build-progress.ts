import { channel } from 'node:diagnostics_channel';

/** How far a stage of the build has come: cards rendered, pages of cards written, parts of the search index made. */
export interface BuildProgress {
  stage: 'cards' | 'pages' | 'index';
  done: number;
  total: number;
}

// The stages run in modules that Vite loads a second time: a channel of Node's is one in the whole process.
const progress = channel('cardbook:build');

export function reportProgress(message: BuildProgress): void {
  progress.publish(message);
}

export function followProgress(listener: (message: BuildProgress) => void): void {
  progress.subscribe((message) => {
    listener(message as BuildProgress);
  });
}
