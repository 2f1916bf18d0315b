// A run as it is stored.

export interface Step {
  id: string;
  text: string;
}

export interface Entry {
  time: string;
  what: 'start' | 'done' | 'undone' | 'note' | 'end' | 'reopen';
  /** The step that was ticked. */
  step?: string;
  /** The note. */
  text?: string;
}

export interface Run {
  key: string;
  card: string;
  title: string;
  version: string;
  kind: 'event' | 'drill';
  lang: string;
  started: string;
  used: string;
  ended: string | null;
  /** The steps as they were worded when the run began. */
  steps: Step[];
  log: Entry[];
}

/** The card that is shown. */
export interface Card {
  id: string;
  version: string;
  title: string;
  steps: Step[];
}
