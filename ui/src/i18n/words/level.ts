import { level as said } from "@/bindings/words";
import { topic } from "../topic";

/** The words of the levels come from Rust; what a screen says of them beside stands here. */
export const level = topic({
  en: { ...said.en, at_risk_own: "at risk (own redundancy)", already: "already {{level}}" },
  "zh-HK": { ...said["zh-HK"], at_risk_own: "有風險（自身冗餘減少）", already: "原已{{level}}" },
  "zh-CN": { ...said["zh-CN"], at_risk_own: "有风险（自身冗余减少）", already: "此前已{{level}}" },
});
