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
