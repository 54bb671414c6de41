import { topic } from "../topic";

export const level = topic({
  en: {
    unaffected: "holds",
    at_risk: "at risk",
    at_risk_own: "at risk (own redundancy)",
    degraded: "degraded",
    down: "down",
    already: "already {{level}}",
  },
  "zh-HK": {
    unaffected: "維持",
    at_risk: "有風險",
    at_risk_own: "有風險（自身冗餘減少）",
    degraded: "降級",
    down: "停止服務",
    already: "原已{{level}}",
  },
  "zh-CN": {
    unaffected: "维持",
    at_risk: "有风险",
    at_risk_own: "有风险（自身冗余减少）",
    degraded: "降级",
    down: "停止服务",
    already: "此前已{{level}}",
  },
});
