// Words that Rust has as well come from there.
import {
  authorisation,
  change_kind,
  confidence,
  currency,
  edit,
  noun,
  operation,
  outage_mode,
  record_kind,
  step_result,
  strength,
  waiver,
} from "@/bindings/words";
import { audit, settings } from "./audit";
import { board } from "./board";
import { budget } from "./budget";
import { calendar } from "./calendar";
import { care, damage } from "./care";
import { change } from "./change";
import { column_role, columns, drop } from "./columns";
import { common } from "./common";
import { edit_form } from "./edit";
import { baseline, exchange, page, tally } from "./exchange";
import { failure } from "./failure";
import { home } from "./home";
import { impact } from "./impact";
import { field, item, items } from "./item";
import { level } from "./level";
import { outage } from "./outage";
import { outages } from "./outages";
import { act, verb, verb_do } from "./process";
import { relate } from "./relate";
import { seal } from "./seal";
import { shell } from "./shell";
import { grid, jobs, map } from "./small";
import { integrity, snapshot } from "./snapshot";
import { start } from "./start";
import { tour } from "./tour";
import { needs_way, types, value_type } from "./types";
import { weak } from "./weak";
import { what_if } from "./whatif";

export const topics = {
  act,
  audit,
  authorisation,
  baseline,
  board,
  budget,
  calendar,
  care,
  change,
  change_kind,
  column_role,
  columns,
  common,
  confidence,
  currency,
  damage,
  drop,
  edit,
  edit_form,
  exchange,
  failure,
  field,
  grid,
  home,
  impact,
  integrity,
  item,
  items,
  jobs,
  level,
  map,
  needs_way,
  noun,
  operation,
  outage,
  outages,
  outage_mode,
  page,
  record_kind,
  relate,
  seal,
  settings,
  shell,
  snapshot,
  start,
  step_result,
  strength,
  tally,
  tour,
  types,
  value_type,
  verb,
  verb_do,
  waiver,
  weak,
  what_if,
};
