/** What a reader wants to study, and how. An empty text means all. */
export interface StudyPlan {
  chapter: string;
  difficulty: string;
  kind: string;
  tag: string;
  /** Only cards whose page was opened. */
  onlyRead: boolean;
  /** Questions to check yourself, too. */
  checks: boolean;
  newPerDay: number;
  /** The share of answers that the reader wishes to know when they come back. */
  retention: number;
}

export const defaultPlan: StudyPlan = {
  chapter: '',
  difficulty: '',
  kind: '',
  tag: '',
  onlyRead: false,
  checks: true,
  newPerDay: 10,
  retention: 0.9,
};

/** A plan from what was kept of one: whatever is missing or out of range is as in the plan to start with. */
export function readPlan(kept: unknown): StudyPlan {
  const fields: Record<string, unknown> = typeof kept === 'object' && kept !== null ? { ...kept } : {};
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  const flag = (name: 'onlyRead' | 'checks'): boolean => (typeof fields[name] === 'boolean' ? fields[name] : defaultPlan[name]);
  const number = (name: 'newPerDay' | 'retention', low: number, high: number): number => {
    const value = fields[name];
    return typeof value === 'number' && value >= low && value <= high ? value : defaultPlan[name];
  };
  return {
    chapter: text('chapter'),
    difficulty: text('difficulty'),
    kind: text('kind'),
    tag: text('tag'),
    onlyRead: flag('onlyRead'),
    checks: flag('checks'),
    newPerDay: Math.round(number('newPerDay', 0, 9999)),
    retention: number('retention', 0.7, 0.97),
  };
}
