/** What study knows of a card before its text is loaded. */
export interface StudyCard {
  /** The slug; of a question to check yourself, the slug and its place on the card: `lora/1`. */
  id: string;
  /** The page that answers it. */
  url: string;
  /** The question in plain text. */
  question: string;
  chapter: string;
  difficulty: string;
  kind: string;
  tags: string[];
  /** Ids of cards to introduce before. */
  requires: string[];
  /** Digest of the question: when it changes, the reader is told. */
  questionDigest: string;
  answerDigest: string;
  /** Number of the file that holds its text. */
  part: number;
}

/** The text of a card as HTML. */
export interface StudyText {
  question: string;
  answer: string;
}

/** The slug of the card that an id belongs to. */
export function slugOf(id: string): string {
  return id.split('/')[0] ?? id;
}

/** Whether the id is that of a question to check yourself. */
export function isCheck(id: string): boolean {
  return id.includes('/');
}
