// What travels in the search index, and what the engine's modules hand to each other.

export interface LanguageTables {
  stem: string;
  irregular: string;
  stop: string;
}

/** The payload `a0`: tables of letters, languages and parts of compounds. */
export interface Tables {
  letters: [number, number][];
  skip: [number, number][];
  /** First and last of a range, and how a capital in it becomes small. */
  lower: [number, number, number][];
  fold: string[];
  colon: string;
  /** Words of somebody whose life is in danger. */
  danger: string;
  neverLeft: string;
  neverRight: string;
  particle: string;
  onset: string;
  short: string;
  lang: Record<string, LanguageTables>;
}

/** A combination of facets that pages have. */
export interface Facets {
  lang: string;
  kind: [string, string];
  tier: [string, string];
  /** Empty of a page that is in force. */
  standing: [string, string];
  roles: [string, string][];
  section: string;
  choices?: Choice[];
}

/** What a page can be narrowed by: facet, id, label. */
export type Choice = [facet: string, id: string, label: string];

/** Facet → the id that a reader chose. */
export type Chosen = Record<string, string>;

/** The payload `m0`. */
export interface Manifest {
  version: number;
  pages: number;
  /** Postings that a term has at most. */
  most: number;
  bounds: string;
  blocks: number[];
  languages: string[];
  /** Four letters of the hash of each file, by what it holds. */
  files: Record<string, string>;
  facets: { all: Facets[]; runs: number[] };
}

/** The payload `t…`: some of the terms, in the order of their folded text. */
export interface Shard {
  terms: string;
  counts: number[];
  postings: { distances: number[]; impacts: number[] };
}

/** Heading, its anchor, its text. */
export type Section = [heading: string, anchor: string, text: string];
/** Address, title, description, sections. */
export type Page = [url: string, title: string, summary: string, sections: Section[]];

/** Other words for a term: how near they are to it, and their stems. */
export type Alias = [strength: number, stems: string[]];

export interface Term {
  text: string;
  fold: string;
  aliases: Alias[];
  /** How many pages have it. */
  pages: number;
  distances: number[];
  impacts: number[];
  /** Numbers of pages, from `distances`, once somebody asked. */
  list?: number[];
  /** Its letters as bits, once somebody asked. */
  bits?: number;
}

export interface Token {
  text: string;
  /** Words that a hyphen joined. */
  parts: string[];
  start: number;
  end: number;
}

/** A term, named by its number, and what it is worth of 256. */
export interface Wanted {
  at: number;
  weight: number;
  /** How it was come to: `AS_TYPED` and its like. */
  how: number;
}

/** Words that stand for one word of a query when they stand together. */
export interface WordSet {
  weight: number;
  parts: Wanted[][];
}

/** What one word of a query asks for. */
export interface WordPlan {
  word: string;
  direct: Wanted[];
  sets: WordSet[];
  /** Terms that are marked in texts. */
  marks: Set<string>;
  /** How the site spells what was misspelt, or the part that it has of a compound. */
  meant: string;
  score?: Scores;
}

/** An expression that the word number `first` of a query and the next one make. */
export interface JoinedWords {
  first: number;
  wants: Wanted[];
}

export interface Plan {
  words: WordPlan[];
  joined: JoinedWords[];
  /** The query as a page's title may begin; nothing for a query of one word. */
  asked: string | false;
  /** Whether it tells of danger to somebody's life. */
  danger: boolean;
}

/** Scores by page, with the pages that have one. */
export interface Scores {
  text: Float64Array;
  title: Float64Array;
  seen: Uint8Array;
  /** Whether a page has the word itself. */
  typed: Uint8Array;
  pages: number[];
  /** How rare what was asked for is, in 256ths of a bit. */
  rarity: number;
}

export interface Ranked {
  page: number;
  score: number;
  /** Whether it has a word of the query as it was typed: such pages stand before all others. */
  typed: number;
}

/** Bits of the words of a query that a word of a text meets: as a whole, as a part, as its head, any of these. */
export interface Met {
  whole: number;
  part: number;
  head: number;
  any: number;
}

/** A word of a page, once, with the places that it stands at. */
export interface BookWord {
  text: string;
  parts: string[];
  stem: string;
  places: number[];
}

export interface Book {
  words: BookWord[];
  /** Where each word's lines begin. */
  starts: number[];
  lines: string;
}

/** Text, and whether it is marked. */
export type Piece = [text: string, marked: boolean];

export interface Found {
  plan: Plan;
  matcher: import('./matcher.js').Matcher;
  /** Pages that the chosen facets leave, best first. */
  list: Ranked[];
  /** All pages, best first. */
  all: Ranked[];
  /** Whether more pages have a word than the index tells. */
  more: boolean;
  /** The query as the site spells it; nothing when it was spelt so. */
  spelt: string;
  /** Whether all there is only looks like what was typed. */
  isLike: boolean;
}
