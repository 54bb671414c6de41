export { useFieldNames } from "@/domains/model";
export { Explorer } from "./Explorer";
export { History } from "./History";
export { Inspector } from "./Inspector";
export { ItemLink } from "./ItemLink";
export { ItemPage, useGroupName, useNeededWord } from "./ItemPage";
export { ItemPicker } from "./ItemPicker";
