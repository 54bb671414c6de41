import { topic } from "../topic";

export const act = topic({
  en: {
    submit: "Submit",
    assess: "Assess",
    decide: "Decide",
    schedule: "Schedule",
    start: "Start",
    step: "Record a step",
    finish: "Finish",
    close: "Close the change",
    cancel: "Give it up",
  },
  "zh-HK": {
    submit: "提交",
    assess: "評估",
    decide: "作決定",
    schedule: "排期",
    start: "開始實施",
    step: "記錄步驟結果",
    finish: "完結",
    close: "結束變更",
    cancel: "取消變更",
  },
  "zh-CN": {
    submit: "提交",
    assess: "评估",
    decide: "作决定",
    schedule: "排期",
    start: "开始实施",
    step: "记录步骤结果",
    finish: "完结",
    close: "关闭变更",
    cancel: "取消变更",
  },
});

export const currency = topic({
  en: {
    none: "none yet",
    current: "current",
    changed: "the answer is another, and decisions stand",
    stale: "needs another look",
    does_not_apply: "the plan does not apply to the estate any more",
    settled: "kept as it was",
  },
  "zh-HK": {
    none: "尚未有",
    current: "仍然適用",
    changed: "評估結果有變，但所作決定仍然有效",
    stale: "需要重新審視",
    does_not_apply: "計劃已不適用於配置庫的現況",
    settled: "按原樣保留",
  },
  "zh-CN": {
    none: "尚未有",
    current: "仍然适用",
    changed: "评估结果有变，但所作决定仍然有效",
    stale: "需要重新审视",
    does_not_apply: "计划已不适用于配置库的现状",
    settled: "按原样保留",
  },
});

export const verb = topic({
  en: { approve: "approved", reject: "rejected", return: "returned" },
  "zh-HK": { approve: "批准", reject: "拒絕", return: "退回" },
  "zh-CN": { approve: "批准", reject: "拒绝", return: "退回" },
});

export const verb_do = topic({
  en: { approve: "Approve", reject: "Reject", return: "Return" },
  "zh-HK": { approve: "批准", reject: "拒絕", return: "退回" },
  "zh-CN": { approve: "批准", reject: "拒绝", return: "退回" },
});
