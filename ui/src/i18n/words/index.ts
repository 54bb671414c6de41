import { common } from "./common";
import { failure } from "./failure";
import { home } from "./home";
import { impact } from "./impact";
import { confidence, field, item, items, operation, record_kind, strength } from "./item";
import { level } from "./level";
import { shell } from "./shell";
import { grid, jobs, map } from "./small";
import { start } from "./start";

export const topics = {
  common,
  confidence,
  failure,
  field,
  grid,
  home,
  impact,
  item,
  items,
  jobs,
  level,
  map,
  operation,
  record_kind,
  shell,
  start,
  strength,
};
