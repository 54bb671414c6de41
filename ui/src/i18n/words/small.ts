import { topic } from "../topic";

export const jobs = topic({
  en: {
    none: "Nothing takes long at the moment. Imports, exports and checks appear here.",
    clear: "Clear what is finished",
    running: "running",
    cancelling: "cancelling",
    done: "done",
    failed: "failed",
    cancelled: "cancelled",
  },
  "zh-HK": {
    none: "目前沒有進行中的工作。匯入、匯出及檢查會在此顯示。",
    clear: "清除已完結的工作",
    running: "進行中",
    cancelling: "取消中",
    done: "完成",
    failed: "失敗",
    cancelled: "已取消",
  },
  "zh-CN": {
    none: "目前没有进行中的任务。导入、导出和检查会显示在这里。",
    clear: "清除已结束的任务",
    running: "进行中",
    cancelling: "正在取消",
    done: "完成",
    failed: "失败",
    cancelled: "已取消",
  },
});

export const grid = topic({
  en: { select_row: "Select this row", select_all: "Select all rows on this page" },
  "zh-HK": { select_row: "選取此行", select_all: "選取本頁所有行" },
  "zh-CN": { select_row: "选择此行", select_all: "选择本页所有行" },
});

export const map = topic({
  en: {
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    fit: "Show all of it",
    legend: "Legend",
    legend_root: "what goes out",
    legend_group: "several of one type, folded",
    legend_arrow: "the way a failure runs: from what is needed to what needs it",
  },
  "zh-HK": {
    zoom_in: "放大",
    zoom_out: "縮小",
    fit: "顯示全部",
    legend: "圖例",
    legend_root: "停止運作的項目",
    legend_group: "合併顯示的同類項目",
    legend_arrow: "故障傳遞方向：由被需要者至需要者",
  },
  "zh-CN": {
    zoom_in: "放大",
    zoom_out: "缩小",
    fit: "显示全部",
    legend: "图例",
    legend_root: "停止运行的配置项",
    legend_group: "合并显示的同类配置项",
    legend_arrow: "故障传递方向：从被需要者到需要者",
  },
});
