// Words that Rust has as well come from there.
import { change_kind, edit, noun, operation, outage_mode, step_result, strength } from "@/bindings/words";
import { act, change, currency, verb, verb_do } from "./change";
import { common } from "./common";
import { edit_form } from "./edit";
import { authorisation, baseline, exchange, page, tally } from "./exchange";
import { failure } from "./failure";
import { home } from "./home";
import { impact } from "./impact";
import { confidence, field, item, items, record_kind } from "./item";
import { level } from "./level";
import { shell } from "./shell";
import { grid, jobs, map } from "./small";
import { start } from "./start";

export const topics = {
  act,
  authorisation,
  baseline,
  change,
  change_kind,
  common,
  confidence,
  currency,
  edit,
  edit_form,
  exchange,
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
  noun,
  operation,
  outage_mode,
  page,
  record_kind,
  shell,
  start,
  step_result,
  strength,
  tally,
  verb,
  verb_do,
};
