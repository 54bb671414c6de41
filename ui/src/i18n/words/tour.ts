import { topic } from "../topic";

export const tour = topic({
  en: {
    take: "Take the tour",
    continue: "Continue the tour",
    home: "A tour shows what this estate answers, on its own screens.",
    dismiss: "Do not offer the tour again",
    offer_title: "A tour of this estate",
    offer_text:
      "{{value}} steps through the screens, with questions that this estate was made to answer. Nothing is written. You can leave at any step and go on later.",
    later: "Not now",
    step_of: "Step {{step}} of {{total}}",
    back: "Back",
    next: "Next",
    finish: "Finish",
    show: "Show it again",
    fold: "Fold the tour",
    unfold: "Unfold the tour",
    leave: "Leave the tour",
    missing:
      "What this step speaks of is not in the estate as it is looked at. The sample, made anew, has all of it.",
    no_service: "no service is hit",
    services_one: "one service",
    services_other: "{{value}} services",
    single_points_one: "One single point of failure under the services of tier {{tier}}",
    single_points_other: "{{value}} single points of failure under the services of tier {{tier}}",
    groups_undeclared_one: "One group of which nobody said how many members are needed",
    groups_undeclared_other: "{{value}} groups of which nobody said how many members are needed",
    all_declared: "Somebody has declared it since: no group is left.",
    percent: "{{value}} %",
    no_target: "no target entered",
    records_one: "One record so far",
    records_other: "{{value}} records so far",
    newest_hash: "Hash of the newest",
    service_title: "A service and what it rests on",
    service_text:
      "MyGovHK is a service of the first tier. Below it stands what it needs, layer by layer; an arrow runs the way a failure flows, from what is needed to what needs it. Every answer that follows is computed from these relationships, and from how many members of a group are enough.",
    outage_title: "Two instances, one array",
    outage_text:
      "MyGovHK is believed to run in two centres: its database has two instances, and one is enough. Both lie on one storage array, which neither of them shows. Ask what the array takes down, and the answer begins with a sentence.",
    why_title: "Every level has a proof",
    why_text:
      "“Why” leads from the service down to what went out: what each item needs, what of it failed, how the two are related, and when that relationship was last verified. A claim that can be followed line by line can be disputed line by line, before the work and not after it.",
    holds_title: "What holds says why",
    holds_text:
      "One UPS is out for maintenance, and no service is hit. The panel says what held: how many of the group are needed, how many are down, how many spares are left. With no spare left the work is still safe, but the next failure is an outage: that is what a board has to know.",
    together_title: "Two maintenances, each safe alone",
    together_text:
      "A second UPS at the same time is another matter. Two changes that were each found harmless can be an outage together; Cairn tries that for all changes whose windows overlap, names the items and the reason in the calendar of Changes, and finds a free slot.",
    single_title: "Single points of failure",
    single_text:
      "Every item that can fail by itself was failed by itself, and each service was asked whether it goes down: computed over every group and every spare, not read off a drawing. The most important services stand first: these are the lines to spend money on.",
    undeclared_title: "Redundancy that nobody declared",
    undeclared_text:
      "This database has two instances, and nobody said whether one is enough. Cairn takes it to be, and says so with every verdict that rests on it: an assumption is no evidence. To declare the number is one record with a name and a reason, and can be undone.",
    rolling_title: "A farm, host by host",
    rolling_text:
      "A patch takes the hosts of this farm out one after another. As steps of one change, each is judged on what the steps before it left: the farm keeps enough hosts, with fewer spares. Judged as all hosts at once, the same work would be refused for an outage that never happens.",
    contract_title: "A promise above its contract",
    contract_text:
      "This circuit is one of the gateway’s ways to the Internet. Its contract promises less than the gateway promises its customers; what is missing rests on the circuits beside it. Contracts and suppliers are items, too: “What is out” names them, and whom to call, when something fails.",
    records_title: "Nothing is lost, and it can be proved",
    records_text:
      "Every record says who, when, why, and which change allowed it, and carries the hash of the one before. “Integrity of this estate” under Import / export proves that the log is whole; a checkpoint, kept elsewhere, that it is the same log. Go on from here: raise a change, or bring in your own items.",
  },
  "zh-HK": {
    take: "開始導覽",
    continue: "繼續導覽",
    home: "導覽會在實際畫面上，逐步展示此配置庫能解答甚麼問題。",
    dismiss: "不再提供導覽",
    offer_title: "此配置庫的導覽",
    offer_text:
      "共 {{value}} 步，逐一走過各畫面，提出此範例專為解答而設的問題。導覽不會寫入任何資料，可隨時離開，稍後再繼續。",
    later: "暫不需要",
    step_of: "第 {{step}} 步，共 {{total}} 步",
    back: "上一步",
    next: "下一步",
    finish: "完成",
    show: "再次顯示",
    fold: "收起導覽",
    unfold: "展開導覽",
    leave: "離開導覽",
    missing: "目前所看的配置庫沒有這一步所述的項目。重新建立範例，即可看到全部內容。",
    no_service: "沒有服務受影響",
    services_other: "{{value}} 項服務",
    single_points_other: "級別 {{tier}} 的服務共有 {{value}} 個單點故障",
    groups_undeclared_other: "{{value}} 個群組沒有聲明所需的成員數目",
    all_declared: "其後已有人作出聲明：再沒有未聲明的群組。",
    percent: "{{value}}%",
    no_target: "沒有輸入目標",
    records_other: "至今共 {{value}} 項記錄",
    newest_hash: "最新記錄的雜湊值",
    service_title: "一項服務及其所依賴的一切",
    service_text:
      "MyGovHK 屬最高級別的服務，其下逐層列出所需的項目；箭嘴循故障蔓延的方向，由被依賴者指向依賴者。之後的每個答案，均按這些關係以及每個群組需要多少成員計算而得。",
    outage_title: "兩個實例，同一儲存陣列",
    outage_text:
      "一般以為 MyGovHK 在兩個中心運作：其資料庫有兩個實例，一個已足夠。但兩個實例均存放於同一儲存陣列，單看任何一個都看不出來。查問該陣列停止會影響甚麼，答案首先是一句話。",
    why_title: "每個程度均有根據",
    why_text:
      "「原因」由服務一直追溯至停止的項目：每個項目需要甚麼、當中甚麼失效、兩者有何關係，以及該關係上次何時核實。可逐行查證的結論，便可在施工之前而非之後逐行質疑。",
    holds_title: "沒有受影響，也有原因",
    holds_text:
      "一台不斷電系統停機維護，沒有服務受影響。面板說明靠甚麼維持：群組需要多少成員、有多少停止、還剩多少備援。備援耗盡時，工作仍屬安全，但再有故障便會中斷：這正是審批委員會須知道的事。",
    together_title: "兩項維護，單獨進行均屬安全",
    together_text:
      "如同時停止第二台不斷電系統，結果便截然不同。兩項各自評為無礙的變更，合起來可造成中斷；凡時段重疊的變更，Cairn 均會試驗，在「變更」的「日程」列出涉及的項目及原因，並可尋找空檔。",
    single_title: "單點故障",
    single_text:
      "每個可自行故障的項目均逐一假設故障，再查看每項服務會否停止。結果按每個群組及備援計算，而非憑示意圖判斷。最重要的服務排先：資源應優先投放於此。",
    undeclared_title: "無人聲明的冗餘",
    undeclared_text:
      "此資料庫有兩個實例，但無人說明一個是否足夠。Cairn 假設足夠，並在每個以此為據的結論註明：假設並非證據。聲明所需數目即為一項記錄，載有姓名及原因，並可復原。",
    rolling_title: "逐台修補運算叢集",
    rolling_text:
      "修補時，此叢集的主機逐台停止。作為同一變更的各個步驟，每步均按之前步驟完成後的狀況評定：主機數目仍然足夠，只是備援減少。若當作所有主機同時停止來評定，同一工作便會因從不發生的中斷而被否決。",
    contract_title: "承諾高於合約",
    contract_text:
      "此線路是中央互聯網閘道連接互聯網的途徑之一。其合約所承諾的低於閘道向客戶所承諾的，差額須靠並行的線路彌補。合約及供應商同樣是項目：一旦發生故障，「故障」頁會列明相關合約及聯絡對象。",
    records_title: "記錄從不遺失，並可證明",
    records_text:
      "每項記錄均載明何人、何時、因何，以及按哪項變更作出，並載有前一項記錄的雜湊值。「匯入／匯出」的「此配置庫的完整性」可證明日誌完整；另存他處的檢查點，則可證明仍是同一份日誌。接下來可提出變更，或匯入自己的項目。",
  },
  "zh-CN": {
    take: "开始导览",
    continue: "继续导览",
    home: "导览会在实际界面上，逐步展示此配置库能回答什么问题。",
    dismiss: "不再提供导览",
    offer_title: "此配置库的导览",
    offer_text:
      "共 {{value}} 步，依次走过各个界面，提出此示例专为回答而设的问题。导览不会写入任何数据，可随时离开，稍后再继续。",
    later: "暂不需要",
    step_of: "第 {{step}} 步，共 {{total}} 步",
    back: "上一步",
    next: "下一步",
    finish: "完成",
    show: "再次显示",
    fold: "收起导览",
    unfold: "展开导览",
    leave: "离开导览",
    missing: "目前所看的配置库中没有这一步所说的配置项。重新创建示例，即可看到全部内容。",
    no_service: "没有服务受影响",
    services_other: "{{value}} 项服务",
    single_points_other: "级别 {{tier}} 的服务共有 {{value}} 个单点故障",
    groups_undeclared_other: "{{value}} 个组没有声明所需的成员数量",
    all_declared: "此后已有人作出声明：不再有未声明的组。",
    percent: "{{value}}%",
    no_target: "未填写目标",
    records_other: "至今共 {{value}} 条记录",
    newest_hash: "最新记录的哈希值",
    service_title: "一项服务及其所依赖的一切",
    service_text:
      "MyGovHK 属于最高级别的服务，其下逐层列出所需的配置项；箭头沿故障蔓延的方向，由被依赖者指向依赖者。之后的每个答案，都根据这些关系以及每个组需要多少成员计算得出。",
    outage_title: "两个实例，同一存储阵列",
    outage_text:
      "一般认为 MyGovHK 在两个中心运行：其数据库有两个实例，一个已足够。但两个实例都存放在同一存储阵列上，单看任何一个都看不出来。查询该阵列停止会影响什么，答案首先是一句话。",
    why_title: "每个程度都有依据",
    why_text:
      "“原因”由服务一直追溯到停止的配置项：每个配置项需要什么、其中什么失效、两者有何关系，以及该关系上次何时核实。可以逐行查证的结论，就可以在施工之前而不是之后逐行质疑。",
    holds_title: "没有受影响，也有原因",
    holds_text:
      "一台不间断电源停机维护，没有服务受影响。面板说明靠什么维持：组需要多少成员、有多少停止、还剩多少备援。备援耗尽时，工作仍然安全，但再有故障就会中断：这正是审批委员会必须知道的事。",
    together_title: "两项维护，单独进行均属安全",
    together_text:
      "如果同时停止第二台不间断电源，结果就截然不同。两项各自评为无碍的变更，合起来可能造成中断；凡时段重叠的变更，Cairn 都会试验，在“变更”的“日程”中列出涉及的配置项及原因，并可查找空档。",
    single_title: "单点故障",
    single_text:
      "每个可自行故障的配置项都逐一假设故障，再查看每项服务是否会停止。结果按每个组及备援计算，而不是凭示意图判断。最重要的服务排在前面：资源应优先投放于此。",
    undeclared_title: "无人声明的冗余",
    undeclared_text:
      "此数据库有两个实例，但无人说明一个是否足够。Cairn 假设足够，并在每个以此为据的结论中注明：假设不是证据。声明所需数量即为一条记录，载有姓名及原因，并可撤销。",
    rolling_title: "逐台修补计算集群",
    rolling_text:
      "修补时，此集群的主机逐台停止。作为同一变更的各个步骤，每步都按之前步骤完成后的状况评定：主机数量仍然足够，只是备援减少。若当作所有主机同时停止来评定，同一工作就会因从不发生的中断而被否决。",
    contract_title: "承诺高于合同",
    contract_text:
      "此线路是中央互联网网关连接互联网的途径之一。其合同所承诺的低于网关向客户所承诺的，差额要靠并行的线路弥补。合同和供应商同样是配置项：一旦发生故障，“故障”页会列明相关合同及联系对象。",
    records_title: "记录从不丢失，并可证明",
    records_text:
      "每条记录都载明何人、何时、因何，以及按哪项变更作出，并载有前一条记录的哈希值。“导入／导出”中的“此配置库的完整性”可证明日志完整；另存他处的检查点，则可证明仍是同一份日志。接下来可以提出变更，或导入自己的配置项。",
  },
});
