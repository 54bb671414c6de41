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

export const change_kind = topic({
  en: { normal: "normal", standard: "standard", emergency: "emergency" },
  "zh-HK": { normal: "一般", standard: "標準", emergency: "緊急" },
  "zh-CN": { normal: "一般", standard: "标准", emergency: "紧急" },
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

export const edit = topic({
  en: { added: "added", changed: "changed", removed: "removed" },
  "zh-HK": { added: "新增", changed: "更改", removed: "移除" },
  "zh-CN": { added: "新增", changed: "更改", removed: "移除" },
});

export const outage_mode = topic({
  en: {
    full_outage: "full outage",
    degraded: "degraded operation",
    restart: "restart",
    no_interruption: "no interruption",
  },
  "zh-HK": { full_outage: "完全中斷", degraded: "降級運作", restart: "重新啟動", no_interruption: "不中斷" },
  "zh-CN": { full_outage: "完全中断", degraded: "降级运行", restart: "重新启动", no_interruption: "不中断" },
});

export const step_result = topic({
  en: { done: "done", not_done: "not done", backed_out: "backed out" },
  "zh-HK": { done: "已完成", not_done: "未有進行", backed_out: "已還原" },
  "zh-CN": { done: "已完成", not_done: "未进行", backed_out: "已回退" },
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

export const transition = topic({
  en: {
    submit: "submit",
    assess: "assess",
    ask: "ask for decisions",
    approve: "approve",
    reject: "reject",
    return: "return",
    revise: "edit and assess again",
    authorise: "authorise by the template",
    ask_again: "ask for decisions again",
    schedule: "schedule",
    start: "start",
    finish_implemented: "finish (implemented)",
    finish_partly: "finish (partly implemented)",
    finish_backed_out: "finish (backed out)",
    finish_failed: "finish (failed)",
    review: "review",
    close: "close",
    cancel: "cancel",
  },
  "zh-HK": {
    submit: "提交",
    assess: "評估",
    ask: "徵求決定",
    approve: "批准",
    reject: "拒絕",
    return: "退回",
    revise: "修改後重新評估",
    authorise: "按範本授權",
    ask_again: "重新徵求決定",
    schedule: "排期",
    start: "開始實施",
    finish_implemented: "完結（已實施）",
    finish_partly: "完結（部分實施）",
    finish_backed_out: "完結（已還原）",
    finish_failed: "完結（失敗）",
    review: "檢討",
    close: "結束",
    cancel: "取消",
  },
  "zh-CN": {
    submit: "提交",
    assess: "评估",
    ask: "征求决定",
    approve: "批准",
    reject: "拒绝",
    return: "退回",
    revise: "修改后重新评估",
    authorise: "按模板授权",
    ask_again: "重新征求决定",
    schedule: "排期",
    start: "开始实施",
    finish_implemented: "完结（已实施）",
    finish_partly: "完结（部分实施）",
    finish_backed_out: "完结（已回退）",
    finish_failed: "完结（失败）",
    review: "评审",
    close: "关闭",
    cancel: "取消",
  },
});
