export { ClassIcon, GroupIcon } from "./ClassIcon";
export { type ModelWords, useModel, wordOf } from "./useModel";
