import { topic } from "../topic";

/** What happened to a change besides going from one state to another. */
export const happened = topic({
  en: {
    raise: "raised",
    approved_as: "approved as {{role}}",
    step_done: "step {{step}} done",
    step_not_done: "step {{step}} not done",
    step_backed_out: "step {{step}} backed out",
    become_normal: "became a normal change",
    late_records: "records came late",
    late_hours: "{{count}} h after the time allowed",
  },
  "zh-HK": {
    raise: "提出",
    approved_as: "以{{role}}身分批准",
    step_done: "第 {{step}} 步已完成",
    step_not_done: "第 {{step}} 步未有進行",
    step_backed_out: "第 {{step}} 步已還原",
    become_normal: "改為一般變更",
    late_records: "記錄遲交",
    late_hours: "超出時限 {{count}} 小時",
  },
  "zh-CN": {
    raise: "提出",
    approved_as: "以{{role}}身份批准",
    step_done: "第 {{step}} 步已完成",
    step_not_done: "第 {{step}} 步未进行",
    step_backed_out: "第 {{step}} 步已回退",
    become_normal: "改为一般变更",
    late_records: "记录迟交",
    late_hours: "超出时限 {{count}} 小时",
  },
});

/** Why a standard change goes the way of a normal one. */
export const why_normal = topic({
  en: {
    guard_template_exceeded: "does more than its template was authorised for",
    guard_template_no_spare: "leaves a group without a spare",
    guard_no_template: "its template is not there",
    guard_template_suspended: "its template is suspended",
    guard_plan_applies: "its plan does not apply",
  },
  "zh-HK": {
    guard_template_exceeded: "超出範本的授權範圍",
    guard_template_no_spare: "令某個群組沒有剩餘備援",
    guard_no_template: "範本不存在",
    guard_template_suspended: "範本已暫停使用",
    guard_plan_applies: "計劃並不適用",
  },
  "zh-CN": {
    guard_template_exceeded: "超出模板的授权范围",
    guard_template_no_spare: "使某个群组没有剩余备援",
    guard_no_template: "模板不存在",
    guard_template_suspended: "模板已暂停使用",
    guard_plan_applies: "计划并不适用",
  },
});
