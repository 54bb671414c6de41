import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LANGUAGES, type Language, resources } from "./index";
import { topics } from "./words";

function flat(words: object, prefix = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [name, value] of Object.entries(words)) {
    if (typeof value === "string") all.set(prefix + name, value);
    else for (const [key, word] of flat(value, `${prefix}${name}.`)) all.set(key, word);
  }
  return all;
}

const wordsOf = (language: Language) => flat(resources[language]?.translation ?? {});
const english = wordsOf("en");
const placeholders = (word: string) => [...word.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();

/** Returns whether a key is a form of a plural; Chinese has one form, English two. */
const isForm = (key: string) => {
  const base = key.replace(/_(one|other)$/, "");
  return base !== key && english.has(`${base}_one`) && english.has(`${base}_other`);
};

function sources(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes("/i18n/") && !path.includes("/bindings/"))
    .map((path) => readFileSync(path, "utf8"));
}

describe("the words", () => {
  it.each(LANGUAGES)("has every key in %s, and none beside", (language) => {
    const isOwn = (key: string) => language === "en" || !(isForm(key) && key.endsWith("_one"));
    expect([...wordsOf(language).keys()].sort()).toEqual([...english.keys()].filter(isOwn).sort());
  });

  it.each(LANGUAGES)("names the same parameters in %s", (language) => {
    const wrong = [...wordsOf(language)].filter(
      ([key, word]) => placeholders(word).join() !== placeholders(english.get(key) ?? "").join(),
    );
    expect(wrong).toEqual([]);
  });

  it.each(["zh-HK", "zh-CN"] as const)("is written in %s, not left in English", (language) => {
    const same = [...wordsOf(language)].filter(
      ([key, word]) => word === english.get(key) && /[a-z]{4}/.test(word.replace(/\{\{\w+\}\}/g, "")),
    );
    // Names of files and of the product are the same everywhere.
    expect(same.map(([key]) => key)).toEqual(["start.title", "start.file_name"]);
  });

  it("keeps Traditional and Simplified apart", () => {
    const simplifiedOnly = /[们这边现还进远连运达过关项页车东业务应产书买卖]/;
    const traditionalOnly = /[們這邊現還進遠連運達過關項頁車東業務應產書買賣]/;
    expect([...wordsOf("zh-HK")].filter(([, word]) => simplifiedOnly.test(word))).toEqual([]);
    expect([...wordsOf("zh-CN")].filter(([, word]) => traditionalOnly.test(word))).toEqual([]);
  });

  it("uses every key somewhere", () => {
    const code = sources("src").join("\n");
    const unused = [...english.keys()].filter((key) => {
      if (code.includes(`"${key}"`)) return false;
      if (isForm(key)) return !code.includes(`"${key.replace(/_(one|other)$/, "")}"`);
      // A key may end in a value: t(`level.${level}`), t(`start.${door}_go`).
      const parts = key.split(".");
      const last = parts.pop() ?? "";
      const start = parts.join(".");
      const isDynamic = [...code.matchAll(/`([\w.]+)\.([\w]*)\$\{[^`]*\}(\w*)`/g)].some(
        ([, prefix, before = "", after = ""]) =>
          prefix === start && last.startsWith(before) && last.endsWith(after),
      );
      return !isDynamic;
    });
    expect(unused).toEqual([]);
  });

  it("has each topic under its own name", () => {
    expect(Object.keys(resources.en?.translation ?? {})).toEqual(Object.keys(topics));
  });
});
