export { ClassIcon, GroupIcon } from "./ClassIcon";
export { useFieldNames } from "./names";
export { TYPE_PARTS, type TypePart, Types } from "./Types";
export { type ModelWords, useModel, wordOf } from "./useModel";
