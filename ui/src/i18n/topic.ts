/** The same keys in another language; a plural of English may have fewer forms there. */
export type Shape<T> = {
  [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : Shape<T[K]>;
};

/** The words of one topic in every language, side by side, so that none is forgotten when one is added. */
export interface Topic<T> {
  en: T;
  "zh-HK": Shape<T>;
  "zh-CN": Shape<T>;
}

export function topic<const T>(words: Topic<T>): Topic<T> {
  return words;
}
