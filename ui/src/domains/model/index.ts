export { ClassIcon } from "./ClassIcon";
export { type ModelWords, useModel, wordOf } from "./useModel";
