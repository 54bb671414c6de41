### 使用者看到的繁體中文（香港）。每行一個代碼；參數以其內容命名。

## 計數

count-items = { $count } 個項目
count-services = { $count } 項服務
count-relationships = { $count } 項關係
count-more = …… 另有 { $count } 項（加上 --json 可列出全部）

## 影響程度、運作情況、中斷方式

level-unaffected = 維持
level-at_risk = 有風險
level-degraded = 降級
level-down = 停止服務
level-at-risk-own = 有風險（自身冗餘減少）
operation-in_service = 運作中
operation-degraded = 降級運作
operation-out_of_service = 停止運作
mode-full_outage = 完全中斷
mode-degraded = 降級運作
mode-restart = 重新啟動
mode-no_interruption = 不中斷
strength-hard = 必需
strength-degrading = 可致降級
strength-soft = 輔助
strength-info = 僅供參考
needs-source = 來源端需要目標端
needs-target = 目標端需要來源端
needs-none = 互不需要

## 一句話的結論

verdict-nothing-out = 沒有項目會停止運作，之前亦沒有項目已停止運作：所有項目維持。
verdict-services-down = { $count ->
    [1] { $names } 將停止服務。
   *[other] { $count } 項服務將停止：{ $names }。
}
verdict-no-service-down = 沒有服務會停止。
verdict-no-service = 停止運作的項目沒有對應任何服務。
verdict-services-degraded = { $count ->
    [1] { $names } 將會降級。
   *[other] { $count } 項服務將會降級：{ $names }。
}
verdict-services-at-risk = { $count ->
    [1] { $names } 仍可運作，但冗餘減少。
   *[other] { $count } 項服務仍可運作，但冗餘減少：{ $names }。
}
verdict-other-items = 另有 { $count } 個其他項目受影響。
verdict-no-spare = { $count } 個群組已無剩餘備援：群組內再有一次故障，即告中斷。
verdict-rests-on-assumed = { $count ->
    [1] { $names } 依靠未經訂明的冗餘。
   *[other] { $count } 項服務依靠未經訂明的冗餘：{ $names }。
}

## 影響：標題及欄名

impact-goes-out = 停止運作的項目
impact-already-down = 原已停止運作或降級
impact-hit-services = 受影響的服務
impact-hit-others = 受影響的其他項目
impact-customers = 受影響的客戶
impact-eroded = 冗餘減少
impact-lost-support = 失去輔助支援
impact-assumed = 依靠假定的冗餘
impact-assumed-action = 請訂明每個群組需要多少個成員（min_up），或接受右欄的影響程度。
impact-model-errors = 結論所涉的模型錯誤
impact-answers = 四項評估
impact-nothing-hit = 沒有其他項目受影響。
impact-footer = 記錄編號 { $seq } · 分析 { $analysis }
impact-reachable = 若沒有任何備援可擋，可觸及 { $items }，當中有 { $services }。可觸及不等於受影響。
impact-report-written = 報告：{ $path }
answer-as-planned = 按計劃進行
answer-if-it-fails = 若實施失敗
answer-without-assumed = 若假定的冗餘不存在
answer-could-be-reached = 可觸及（不等於受影響）
column-attribute = 屬性
column-members = 成員
what-zip = ZIP 壓縮檔或試算表 (XLSX)
what-pdf = PDF 文件
what-xls = 舊式 Office 文件 (XLS)
what-gzip = gzip 壓縮檔
what-sqlite = SQLite 資料庫
what-picture = 圖片
what-binary = 二進制檔案
what-json = JSON 文字
what-xml = XML 或 HTML 文字
column-answer = 評估
column-level = 影響程度
column-key = 編號
column-name = 名稱
column-type = 類型
column-tier = 級別
column-status = 狀態
column-operation = 運作情況
column-since = 開始時間
column-reason = 原因
column-mode = 中斷方式
column-service = 服務
column-customer = 客戶
column-group = 群組
column-needed = 所需數目
column-spares = 剩餘備援
column-spares-degraded = 剩餘備援（降級者不計）
column-failed = 失效成員
column-as-planned = 按計劃進行
column-without-assumed = 不計假定的冗餘
column-problem = 問題所在
column-services-down = 停止的服務
column-services-degraded = 降級的服務
column-services-at-risk = 有風險的服務
column-items = 項目：停止／降級／有風險
column-record = 記錄編號
column-when = 時間
column-who = 操作人（自行申報）
column-kind = 種類
column-edits = 改動
column-field = 欄位
column-relationship = 關係
column-other = 另一端項目
column-label = 群組標籤
column-count = 數目
column-verified = 上次核實
column-how-much = 強度
column-changed = 改動內容
column-value = 值
column-hash = 雜湊值
group-needs = { $k } 個（共 { $n } 個）
group-needs-degraded = { $k } 個（共 { $n } 個；少於 { $q } 個即降級）
group-assumed = { $k } 個（共 { $n } 個；屬假定）
model-error-k_exceeds_members = 需要 { $k } 個成員，但只有 { $n } 個參與分析
model-error-no_members = 沒有成員參與分析：此需求不會引致任何影響
model-error-absent_provider = { $provider } 不參與分析（因其生命週期狀態）

## 為何及為何沒有

why-heading = 「{ $name }」為何{ $level }
why-not-heading = 「{ $name }」為何沒有停止服務
why-seed = 本身停止運作
why-context = 之前已{ $level }
why-requirement = 需要「{ $group }」的成員 { $needs }；失效：{ $failed }
why-single = 需要 { $failed }（{ $type }）
why-single-verified = 需要 { $failed }（{ $type }；{ $verified }）
why-failed = { $failed }（{ $type }；{ $verified }）
why-verified = 於 { $when } 核實
why-never-verified = 從未核實
why-confidence-stalest = 此因果鏈中最舊的一次核實：{ $when }。
why-confidence-never = 此因果鏈中有 { $count } 項關係從未核實。
why-not-held = 「{ $name }」的「{ $group }」得以維持：需要 { $needs }，{ $down } 個停止服務，剩餘備援：{ $margin }
why-not-softened = 「{ $name }」的「{ $group }」中，最差的成員為「{ $worst }」，但只傳遞「{ $result }」
why-not-unreachable = 「{ $name }」直接或間接需要的項目，均沒有停止運作。

## 確認

done-created = 已建立 { $path }（記錄編號 { $seq }）。
done-sample = 已載入範例配置庫：{ $items }、{ $relationships }。
done-imported = 已匯入，記錄編號 { $seq }。
done-nothing-new = 這些檔案沒有新內容：並無建立記錄。
done-dry-run = 試行：沒有更改任何資料。
done-operation = { $key } 現為「{ $operation }」（記錄編號 { $seq }）。
done-generated = 已寫出 { $items }、{ $relationships }。
done-rejects = { $count } 行資料被拒，原因已一併寫入：{ $path }
check-sound = 完好：{ $commits } 項記錄、{ $edits } 項改動、{ $pages } 頁、{ $records } 個條目；所有校驗值、雜湊鏈及重播結果均一致。
check-findings = 發現 { $count } 個問題。沒有更改任何資料。請保留此目錄，從備份或複本還原，然後再檢查一次。
check-finding = { $place }：{ $what } —— 應為 { $expected }，實為 { $found }
status-estate = 配置庫
status-path = 目錄
status-lineage = 譜系
status-head = 最新記錄
status-hash = 最新記錄的雜湊值
status-counts = 內容
status-requirements = 已訂明條件的需求
status-size = 佔用磁碟空間
status-states = 按狀態劃分
status-classes = 按類型劃分
status-out = 並非運作中
status-learned-types = 從檔案學到、有待確認的關係類型
status-learned-classes = 從檔案學到、有待確認的項目類型
status-role-primary = 主要複本
status-role-replica = 唯讀複本
items-total = 共 { $total } 個，顯示 { $shown } 個
items-none = 沒有項目符合此篩選條件。
items-none-at-all = 此配置庫暫無項目。請匯入檔案：cairn -e { $path } import items.csv relationships.csv
show-attributes = 屬性
show-relationships = 關係
show-needs = 需求
show-history = 歷史
show-recorded-first = 首次記錄
record-kind-load = 匯入
record-kind-change = 變更
record-kind-correction = 更正
record-kind-verification = 核實
record-kind-model = 模型
record-kind-policy = 政策
record-kind-revert = 還原
record-kind-purge = 清除
record-kind-baseline = 基線
record-kind-operation = 運作情況
record-kind-process = 流程
show-does-not-participate = 因其狀態，此項目不納入任何分析。
import-file-line = { $file }：{ $rows } 行{ $kind }，{ $encoding }，分隔符號 { $delimiter }
kind-items = 項目
kind-relationships = 關係
import-plan = 匯入計劃
import-items = 項目
import-relationships = 關係
import-new = 新增
import-update = 更新
import-same = 不變
import-ambiguous = 未能確定
import-rejected = 被拒
import-requirements = 需求
import-learned-classes = 學到的項目類型：{ $list }
import-learned-types = 學到的關係類型：{ $list }
import-missing = 來源「{ $source }」有 { $count } 個項目不在這些檔案內；這些項目維持原狀。
import-refused = 被拒、沒有匯入的資料行
import-refused-line = { $file } 第 { $line } 行：{ $reason }
import-refused-hint = 其他資料行不受影響。請修正後再匯入；--rejects FILE 可把被拒的資料行連同原因寫入檔案。

## 警告

warning-columns-not-kept = { $file }：關係不設以下各欄，不予保留：{ $columns }
warning-status-word = 未能識別狀態「{ $word }」，當作使用中處理（{ $rows } 行）。
warning-columns-unnamed = { $file }：第 { $columns } 欄在標題行沒有名稱，其值不予保留。如要保留，請加上欄名，再匯入一次。
warning-option-unused = { $option } 提及「{ $word }」，但這些檔案沒有任何一行屬此類型。請檢查有否串錯。

## 資料行被拒的原因

row-empty = 「{ $column }」空白；每行均須填寫
row-too-long = 「{ $column }」有 { $bytes } 個位元組；上限為 65536 個
row-bad-json = 「{ $column }」不是 JSON 物件：{ $detail }
row-zero-members = 「{ $column }」為 0；需求至少需要 1 個成員
row-above-hundred = 「{ $column }」超過 100%
row-not-a-threshold = 「{ $column }」的「{ $value }」既非數目，亦非百分率（例如 60%）
row-not-a-strength = 「{ $column }」的「{ $value }」不是強度；請填寫 hard、degrading、soft 或 info
row-cell-count = 此行有 { $found } 格，標題行有 { $expected } 格；請檢查是否欠缺引號或分隔符號
row-duplicate-id = 識別碼「{ $id }」已用於 { $file } 第 { $line } 行；請為每個項目編配獨有的識別碼
row-not-an-integer = 「{ $attribute }」為「{ $value }」；應為整數
row-not-a-decimal = 「{ $attribute }」為「{ $value }」；應為小數
row-not-a-boolean = 「{ $attribute }」為「{ $value }」；請填寫 yes 或 no
row-not-in-list = 「{ $attribute }」為「{ $value }」；可用值：{ $allowed }
row-not-a-date = 「{ $attribute }」為「{ $value }」；日期格式為 2026-11-21，年份不得超過 9999
row-not-a-moment = 「{ $attribute }」為「{ $value }」；時間格式為 2026-11-21T09:30:00Z
row-out-of-range = 「{ $attribute }」為 { $value }；可用範圍：{ $min } 至 { $max }
row-ambiguous = 「{ $id }」可能是配置庫內 { $count } 個項目中的任何一個；請改用正確項目的來源識別碼
row-other-class = 「{ $id }」在配置庫的類型為「{ $known }」，在檔案則為「{ $class }」；匯入不會更改項目的類型
row-unknown-end = 檔案內沒有項目「{ $id }」，配置庫內來源「{ $source }」之下亦沒有；請加入該項目的資料行或更正識別碼
row-end-refused = 項目「{ $id }」本身已被拒（{ $file } 第 { $line } 行）
row-self-loop = 「{ $id }」會與自身建立關係
row-duplicate-relationship = { $from } { $type } { $to } 已見於 { $file } 第 { $line } 行
row-info-with-label = 「{ $type }」在此僅供參考；為其加上群組標籤並無意義
row-nothing-needed = 「{ $type }」表示兩端互不需要；為其填寫 min_up、degraded_below 及 strength 並無意義
row-mixed-terms = 群組「{ $group }」的 { $field } 在 { $file } 第 { $line } 行另有不同的值；同一群組只可有一個值
row-q-below-k = 群組「{ $group }」的 degraded_below（{ $q }）小於 min_up（{ $k }）

## 整體被拒：甚麼、在哪裏、甚麼沒有更改、該怎樣做

error-no-such-item = 找不到「{ $words }」所指的項目：它並非此配置庫內任何項目的編號、識別碼、來源識別碼或名稱。查找方法：cairn -e DIR items { $words }
error-ambiguous-item = 「{ $words }」可指 { $count } 個項目：{ $candidates }。請提供編號。
error-does-not-participate = { $key } 的狀態為 { $state }，不參與任何分析。未有提問。請選擇使用中、維護中、退役中或失蹤的項目。
error-no-reason = 欠缺原因。沒有更改任何資料。請以 --reason 說明原因。
error-already-so = { $key } 的運作情況已是「{ $operation }」。沒有更改任何資料。
error-ends-before-start = { $end } 早於開始時間 { $since }。沒有更改任何資料。請提供較遲的結束時間或較早的開始時間。
error-filter-open-quote = 篩選條件第 { $column } 個字元：引號沒有結束。
error-filter-no-value = 篩選條件第 { $column } 個字元：「{ $field }:」需要一個值。
error-filter-unknown-value = 篩選條件：「{ $value }」不是此配置庫的 { $field }。{ $field ->
    [operation] 可用值：in_service、degraded、out_of_service。
   *[other] 查看可用值：cairn -e DIR status
}
error-filter-unknown-attribute = 篩選條件：沒有項目具備屬性「{ $name }」。查看項目的屬性：cairn -e DIR show CI
error-file-empty = { $file } 是空白檔案。沒有匯入任何資料。
error-file-too-large = { $file } 有 { $bytes } 個位元組；每次最多讀取 2 GiB。沒有匯入任何資料。請分拆檔案。
error-file-not-a-table = { $file } 屬 { $what } 格式，並非文字表格（CSV）。沒有匯入任何資料。請另存為 CSV。
error-file-bad-encoding = { $file } 第 { $line } 行：含有不屬 { $encoding } 的位元組。沒有匯入任何資料。請以 --encoding 指定正確的編碼：utf-8、big5-hkscs、gb18030、windows-1252。
error-file-wrong-header = { $file } 第 1 行：各欄為「{ $columns }」。項目須有 id、class、name 各欄（亦可有 status、attributes 等欄）；關係須有 source_id、type、target_id 各欄。沒有匯入任何資料。請更正標題行，或以 --columns 指定各欄名稱。
error-file-column-twice = { $file } 第 1 行：欄名「{ $column }」重複。沒有匯入任何資料。請更改其中一個欄名。
error-unknown-words = 這些檔案使用了配置庫不認識的類型。{ $class-count ->
    [0] { "" }
   *[other] 項目類型（行數）：{ $classes }。
}{ $type-count ->
    [0] { "" }
   *[other] 關係類型（行數）：{ $types }。
}沒有匯入任何資料。請加上 --learn 讓配置庫學習這些類型，或以 --map-type WORD=TYPE 對應關係類型。
error-no-such-type = 「{ $type }」不是此配置庫的關係類型。沒有匯入任何資料。請更正 --map-type。
error-catalogue = 類型目錄無法使用：{ $detail }。沒有更改任何資料。
error-estate-inconsistent = 無法讀取配置庫：{ $detail }。沒有更改任何資料。請執行：cairn -e DIR check
error-replica = 此配置庫為複本，不接受記錄。沒有更改任何資料。請在主要複本上操作。
error-unfinished = { $path } 沒有內容：建立過程曾經中斷。請移除此目錄，再重新建立配置庫。
error-cancelled = 已取消。沒有更改任何資料。
error-write = 無法寫入：{ $detail }。
error-not-an-estate = { $path } 不是配置庫：當中沒有 estate.json。建立方法：cairn init { $path }
error-not-empty = { $path } 已存在，而且並非空白。沒有更改任何資料。請選擇另一個目錄。
error-estate-file = 無法讀取 { $path }：{ $detail }。沒有更改任何資料。請從備份還原此檔案。
error-newer-format = { $path } 的儲存格式為 { $found }；此版本最高可讀取 { $supported }。沒有更改任何資料。請以較新版本的 Cairn 開啟。
error-locked = { $path } 已在別處開啟：{ $holder }。沒有更改任何資料。請先在該處關閉，再試一次。
error-locked-holder = { $program }，使用者 { $user }，處理程序 { $pid }，自 { $since } 起
error-locked-unknown = 開啟者沒有留下名稱
error-damaged = 配置庫在 { $place } 損毀：應為 { $expected }，實為 { $found }。沒有更改任何資料。請保留此目錄，執行 cairn -e DIR check，並從備份還原。
error-conflict = 其間另有他人更改了此記錄：{ $detail }。沒有更改任何資料。請重新查看，然後再做一次。
error-disk-full = 磁碟已滿：無法寫入 { $path }（{ $operation }）。配置庫維持原狀。請騰出空間，然後再做一次。
error-not-permitted = 沒有權限讀取或寫入 { $path }（{ $operation }）：{ $detail }。沒有更改任何資料。
error-io = 無法使用 { $path }（{ $operation }）：{ $detail }。配置庫維持原狀。
error-must-reopen = 較早前的寫入失敗：請重新開啟配置庫，然後繼續。
error-read-file = 無法讀取 { $path }：{ $detail }。沒有更改任何資料。
error-write-file = 無法寫入 { $path }：{ $detail }。沒有更改任何資料。請選擇另一個位置，或騰出空間。
error-write-inside-estate = { $path } 位於配置庫 { $estate } 之內，當中的檔案只供配置庫本身使用。沒有更改任何資料。請選擇配置庫以外的位置。
error-write-rejects = 已匯入，記錄編號 { $seq }，但未能把被拒的資料行寫入 { $path }：{ $detail }。請騰出空間或選擇另一個位置，然後再匯入同一批檔案。
error-write-answer = 無法寫出結果：{ $detail }。命令本身已經完成；查看方法：cairn -e DIR log
error-estate-missing = 請問是哪個配置庫？請提供其目錄：cairn -e DIR …
error-usage-no-command = 欠缺命令：{ $list }。沒有更改任何資料。請參閱：{ $help }
error-usage-command = 「{ $text }」不是命令。可用命令：{ $list }。沒有更改任何資料。請參閱：{ $help }
error-usage-argument = 此命令沒有「{ $text }」這個選項或參數。{ $meant ->
    [none] { "" }
   *[other] 是否指「{ $meant }」？
}沒有更改任何資料。請參閱：{ $help }
error-usage-missing = 欠缺參數：{ $list }。沒有更改任何資料。請參閱：{ $help }
error-usage-twice = { $option } 重複。沒有更改任何資料。請參閱：{ $help }
error-usage-number = 「{ $text }」不是 { $option } 所需的整數。沒有更改任何資料。請參閱：{ $help }
error-usage-value = 「{ $text }」不是 { $option } 的可用值：{ $list }。沒有更改任何資料。請參閱：{ $help }
error-usage-no-value = { $option } 需要一個值。沒有更改任何資料。請參閱：{ $help }
error-usage-other = 無法讀取參數：{ $detail }。沒有更改任何資料。請參閱：{ $help }
error-usage-language = Cairn 不支援語言「{ $text }」；可用語言：{ $list }。沒有更改任何資料。
error-usage-pair = 「{ $text }」不是 { $option } 所需的 WORD=VALUE 格式。沒有更改任何資料。
error-usage-needs = 「{ $text }」沒有說明哪一端需要另一端：請填寫 source、target 或 none。沒有更改任何資料。
error-usage-delimiter = 「{ $text }」不是單一字元。請為 --delimiter 提供一個字元，或填寫「tab」。沒有更改任何資料。
error-usage-encoding = 「{ $text }」不是 Cairn 可讀取的編碼：utf-8、utf-16、big5-hkscs、gb18030、windows-1252。沒有更改任何資料。
error-usage-moment = 「{ $text }」不是時間，正確格式例如 2026-11-21T09:30:00Z。沒有更改任何資料。
error-usage-nothing-out = 沒有項目停止運作。請以 --down 或 --degraded 指定最少一個項目。
error-usage-share = 屬於群組的關係所佔比例為 { $text }；應介乎 0 與 1 之間。
error-usage-items = { $text } 個項目太少：一個數據中心最少要有 20 個項目。

## 命令列說明

help-about = 配置管理資料庫：在批准變更之前，說明該變更會令甚麼中斷。
help-after = 所有命令均以表格作答，供人閱讀；加上 --json 則供程式讀取。結束代碼：0 為完成；1 為完成但發現問題（有資料行被拒、有損毀、有未經授權的改動）；2 為未完成：用法或輸入有誤，詳見標準錯誤輸出。
help-commands = 命令
help-options = 選項
help-arguments = 參數
help-usage = 用法：
help-usage-options = [選項]
help-usage-command = 命令
help-estate = 配置庫的目錄
help-json = 以 JSON 作答
help-lang = 作答語言：en、zh-HK 或 zh-CN
help-actor = 操作人，按自行申報記入記錄
help-at = 查詢配置庫在某時間點的記錄：記錄編號、基線，或如 2026-11-21T09:30:00Z 的時間
help-help = 顯示說明
help-version = 顯示版本
help-init = 建立配置庫
help-init-dir = 要建立的目錄
help-init-name = 配置庫的名稱
help-init-sample = 載入範例配置庫：small（約九十個項目，不註明即為此）或 whole（約 1,470 個，連同兩年的變更記錄）
help-status = 說明配置庫的內容
help-items = 列出配置項目
help-items-filter = 篩選條件：class:firewall state:live environment=production "任意文字"；以 - 開頭表示排除
help-items-limit = 最多顯示的行數；沒有提供則為 100
help-log-limit = 最多顯示的記錄數目；沒有提供則為 50
help-offset = 先略過的行數；沒有提供則不略過
help-show = 顯示一個配置項目：屬性、關係、需求、歷史
help-ci = 編號、識別碼、來源識別碼或獨有的名稱
help-import = 從 CSV 檔案匯入項目及關係，作為一項記錄
help-import-files = 檔案：items.csv、relationships.csv
help-import-dry-run = 顯示匯入計劃，不作任何更改
help-import-learn = 學習配置庫不認識的項目類型及關係類型
help-import-map-type = 把檔案的類型 A 讀作配置庫的類型 B
help-import-needs = 學到的類型中哪一端需要另一端：source、target 或 none
help-import-rejects = 把被拒的資料行連同原因寫入此檔案
help-import-source = 檔案資料所屬系統的名稱；沒有提供則為 csv
help-import-delimiter = 各格之間的字元，或「tab」，取代自動偵測的結果
help-import-encoding = utf-8、utf-16、big5-hkscs、gb18030 或 windows-1252，取代自動偵測的結果
help-import-columns = 沒有標題行的檔案的各欄名稱
help-reason = 原因，會記入記錄
help-impact = 說明中斷會影響甚麼、甚麼得以維持及其原因；不作任何更改
help-impact-down = 停止運作的項目
help-impact-degraded = 降級運作的項目
help-impact-why = 要解釋的項目：為何受影響，或為何不受影響
help-impact-report = 寫出報告：FILE.pdf 或 FILE.html
help-operation = 記錄某項目停止運作、降級運作或恢復運作
help-operation-status = in_service、degraded 或 out_of_service
help-operation-since = 開始時間；沒有提供則為現在
help-operation-until = 預計結束時間
help-log = 列出記錄，最新的在前
help-check = 檢查所有已儲存的資料是否互相吻合
help-generate = 以 CSV 檔案寫出任何規模的配置庫，供效能測量及測試之用
help-generate-items = 項目數目
help-generate-relationships = 關係數目
help-generate-grouped = 屬於群組的關係所佔比例，0 至 1；沒有提供則為 0.2
help-generate-seed = 產生哪一個配置庫（隨機種子）；沒有提供則為 1
help-generate-out = 存放 items.csv 及 relationships.csv 的目錄

## 報告

report-title = { $names } 的影響
report-made = 於 { $when } 根據「{ $estate }」的記錄編號 { $seq } 製備
report-evidence = 證據
report-evidence-analysis = 分析（SHA-256）
report-legend = 停止服務：無法運作。降級：運作水平低於議定要求。有風險：仍可運作，但冗餘較前減少。維持：不受影響。
report-only-first = 共 { $total } 項，只列出首 { $shown } 項；在命令列加上 --json 可列出全部。

## 基線及時間點

moment-as-recorded = 所示為記錄編號 { $seq }（{ $when }）當時的記錄。
moment-later-effective = 另有 { $count } 項較後的記錄在該時間或之前已經生效，並未計算在內。
moment-record = 記錄編號 { $seq }（{ $when }）
moment-baseline = 基線「{ $name }」，即記錄編號 { $seq }（{ $when }）
done-baseline = 基線「{ $name }」標示 { $when } 的記錄編號 { $marked }（記錄編號 { $seq }）。
baseline-none = 此配置庫暫無基線。建立方法：cairn -e DIR baseline create NAME
baseline-none-such = 此配置庫的 { $total } 個基線中，沒有符合條件的。
baseline-no-authority = 沒有註明
diff-between = 由{ $from }至{ $to }
diff-filter = 只顯示與符合此篩選條件的項目有關的改動：{ $filter }
diff-nothing = 兩者之間沒有任何改動。
diff-authorisation = 未經授權 { $unauthorised } 項，經變更授權 { $authorised } 項，屬毋須變更授權的種類 { $not-required } 項。
diff-lines = 改動內容
diff-model = 模型元素
diff-effective = { $when } 生效
edit-added = 新增
edit-changed = 更改
edit-removed = 移除
noun-item = 項目
noun-relationship = 關係
noun-requirement = 需求
authorisation-authorised = 已獲授權
authorisation-not_required = 毋須變更授權
authorisation-unauthorised = 未經授權
column-authorised = 授權
column-authority = 授權依據
column-created = 建立時間
column-noun = 對象
column-recorded = 記錄時間
column-records = 記錄
column-records-since = 其後的記錄
error-at-refused = 「{ $command }」只涉及配置庫的現況，不適用於 --at { $text }。沒有更改任何資料。請不加 --at，或以下列命令查看過往情況：{ $list }。
error-moment-record = 沒有記錄編號 { $text }：記錄由 1 至 { $head }。沒有更改任何資料。查看方法：cairn -e DIR log
error-moment-before-first = 截至 { $moment } 仍未有任何記錄：首項記錄建立於 { $first }。沒有更改任何資料。請提供較後的時間。
error-moment-baseline = 沒有基線「{ $text }」。現有基線：{ $list }。沒有更改任何資料。查看全部：cairn -e DIR baseline list
error-moment-no-baselines = 沒有基線「{ $text }」，此配置庫亦暫無任何基線。沒有更改任何資料。請提供記錄編號（例如 12）或時間（例如 2026-11-21T09:30:00Z）。
error-moment-words = 「{ $text }」既非記錄編號（例如 12），亦非時間（例如 2026-11-21T09:30:00Z）或基線名稱。沒有更改任何資料。查看基線：cairn -e DIR baseline list
error-baseline-name-empty = 基線名稱空白。沒有更改任何資料。請提供 1 至 { $max } 個字元的名稱。
error-baseline-name-long = 基線名稱「{ $name }」超過 { $max } 個字元。沒有更改任何資料。請提供較短的名稱。
error-baseline-name-control = 基線名稱「{ $name }」含有控制字元。沒有更改任何資料。請刪去換行及定位字元。
error-baseline-name-moment = 「{ $name }」會被當作記錄編號或時間，無法分辨。沒有更改任何資料。請為基線另取名稱。
error-baseline-exists = 已有基線「{ $name }」，標示記錄編號 { $seq }。沒有更改任何資料。請另取名稱。
error-baseline-swapped = 記錄編號 { $from } 較記錄編號 { $to } 為新：較早的時間點應放在前面。沒有更改任何資料。請把兩者對調。
help-baseline = 為記錄命名，並說明兩個記錄之間的改動
help-baseline-create = 建立基線：為最新的記錄或 --at 所指的記錄命名
help-baseline-list = 列出基線：各自標示哪項記錄、由誰建立及原因
help-baseline-diff = 說明兩個時間點之間有何改動、由誰作出，以及是否經變更授權；如有未經授權者，結束代碼為 1
help-baseline-name = 基線名稱
help-baseline-from = 較早的時間點：記錄編號、基線，或如 2026-11-21T09:30:00Z 的時間
help-baseline-to = 較後的時間點；沒有提供則為最新的記錄
help-baseline-by = 只列出由人建立的（people），或變更開始時封存的（changes）
help-baseline-text = 只列出名稱、建立人、原因或所屬變更中包含全部字詞的基線
help-baseline-filter = 只顯示與這些項目有關的改動；寫法與「items」的篩選條件相同

## 變更

refused-unchanged = 沒有更改任何資料。
change-nothing-planned = 尚未計劃任何改動。
change-worst-titled = 第 { $step } 步（{ $title }）影響最大。
change-worst-untitled = 第 { $step } 步影響最大。
change-end-down = { $count ->
    [1] 全部完成後，{ $names } 停止服務。
   *[other] 全部完成後，{ $count } 項服務停止：{ $names }。
}
change-end-degraded = { $count ->
    [1] 全部完成後，{ $names } 降級。
   *[other] 全部完成後，{ $count } 項服務降級：{ $names }。
}
change-end-at-risk = { $count ->
    [1] 全部完成後，{ $names } 仍可運作，但冗餘減少。
   *[other] 全部完成後，{ $count } 項服務仍可運作，但冗餘減少：{ $names }。
}
change-end-others = 全部完成後，有 { $count } 個項目受影響。
change-items = 受影響的其他項目（逐步）
change-end-as-before = 全部完成後，一切運作如常。
change-fails-down = { $step ->
    [0] 若實施失敗，{ $count ->
        [1] { $names } 將停止服務。
       *[other] { $count } 項服務將停止：{ $names }。
    }
   *[other] 若第 { $step } 步失敗，{ $count ->
        [1] { $names } 將停止服務。
       *[other] { $count } 項服務將停止：{ $names }。
    }
}
change-fails-degraded = { $step ->
    [0] 若實施失敗，{ $count ->
        [1] { $names } 將會降級。
       *[other] { $count } 項服務將會降級：{ $names }。
    }
   *[other] 若第 { $step } 步失敗，{ $count ->
        [1] { $names } 將會降級。
       *[other] { $count } 項服務將會降級：{ $names }。
    }
}
change-fails-nothing = 即使實施失敗，亦沒有服務會停止或降級。
change-head = { $kind }變更 · { $state } · 申請人：{ $requester }（自行申報），{ $when }
change-fact = { $name }：{ $text }
change-kind-normal = 一般
change-kind-standard = 標準
change-kind-emergency = 緊急
change-test-plan = 測試計劃
change-back-out-plan = 還原計劃
change-review = 檢討
change-waiver = 由 { $actor }（自行申報）豁免：{ $guard } —— { $reason }
waiver-retired_not_needed = 退役的項目已無人需要
waiver-redundancy_declared = 高級別服務所依靠的冗餘已經訂明
change-risk = 風險：{ $band }（影響 { $impact } × 可能性 { $likelihood } = { $score }）。
risk-floor = 不得低於此等級，因為按計劃「{ $service }」（級別 { $tier }）會{ $level }。
change-downgraded = 由 { $actor }（自行申報）調低（按規則為{ $computed }）：{ $reason }
change-no-service-mapped = 受影響的項目沒有對應任何服務：以項目本身的級別計算。
change-unanswered = 未作答，當作 3 計算：--likelihood { $question }=N，{ $words }
change-evidence = 證據 { $evidence }（第 { $number } 次分析，記錄編號 { $seq }）：{ $currency }
currency-current = 仍然適用
currency-changed = 評估結果有變，但所作決定仍然有效
currency-stale = 需要重新審視
currency-does-not-apply = 計劃已不適用於配置庫的現況
currency-settled = 按原樣保留
change-since = 與第 { $number } 次分析的差異：
change-cause = 起因：記錄編號 { $seq }（{ $kind }），由 { $actor }（自行申報）於 { $when } 作出：{ $reason }
difference-level = { $step ->
    [0] { $item }：{ $before } → { $after }（全部完成後）
   *[other] { $item }：{ $before } → { $after }（第 { $step } 步）
}
difference-margin = { $before ->
    [none] 第 { $step } 步：{ $item } 原本完整的群組剩餘備援減至 { $after } 個
   *[other] 第 { $step } 步：{ $item } 的群組剩餘備援由 { $before } 個減至 { $after } 個
}
difference-model-errors = 新增模型錯誤：{ $count } 個
difference-improved = 情況好轉的項目：{ $count } 個
difference-authorities = 須作決定的人已經改變
difference-plan = 計劃的改動已經不同
difference-none = 影響程度及備援不變，只有所依據的資料不同
plan-step-titled = 第 { $step } 步 · { $title } · { $minutes } 分鐘{ $implementer ->
    [none] { "" }
   *[other] { " " }· { $implementer }
}
plan-step-untitled = 第 { $step } 步 · { $minutes } 分鐘{ $implementer ->
    [none] { "" }
   *[other] { " " }· { $implementer }
}
plan-step-empty = 此步驟沒有計劃任何改動
plan-step-back-out = 還原：{ $text }
plan-outage = 停止運作：{ $item }（{ $mode }，{ $minutes } 分鐘）
planned-add = { $item }（{ $class }）
planned-retire = { $item } 退役（現時：{ $before }）
planned-set = { $item }，{ $field }：{ $before } → { $after }
planned-as-found = { $item }，{ $field }：{ $before } → 實施時按實際情況填寫（{ $after }）
planned-connect = { $from } — { $type } → { $to }{ $label }
planned-disconnect = { $from } — { $type } → { $to }{ $label }
planned-need = { $item }，「{ $group }」所需數目：{ $before ->
    [none] 沒有訂明
   *[other] { $before }
}{ $before-q ->
    [none] { "" }
   *[other] ，少於 { $before-q } 個即降級
}{ $before-strength ->
    [none] { "" }
   *[other] ，{ $before-strength }
} → { $after ->
    [none] 沒有訂明
   *[other] { $after }
}{ $after-q ->
    [none] { "" }
   *[other] ，少於 { $after-q } 個即降級
}{ $after-strength ->
    [none] { "" }
   *[other] ，{ $after-strength }
}
planned-replace = { $new } 取代 { $old }，接收其 { $relationships } 項關係；{ $old } 退役
change-services = 受影響的服務（逐步）
change-end = 全部完成後
change-answers = 四項評估：服務停止／降級／有風險
change-model-errors = 結論涉及 { $count } 個模型錯誤：按記錄無法滿足的需求。
change-statements = 說明（ISO/IEC 20000-1:2018，8.5.1.3）
change-decisions = 所作決定（自行申報：並無證明由誰作出）
change-undecided = 仍須作決定
change-will-decide = 將須作決定
change-outcomes = 各步驟的結果
change-differences = 自基線起，計劃與配置庫現況的差異
change-ways = 下一步
change-ways-open = 現時可以：{ $list }。
change-ways-closed = 尚未可以（{ $list }）：
statement-title-existing_services = 對現有服務的影響
statement-title-customers = 客戶及其他有關各方
statement-title-policies_and_plans = 政策及計劃
statement-title-capacity_and_continuity = 容量、可用性、持續性及保安
statement-title-other_changes = 其他變更、發布及部署
statement-services-down = 按計劃停止：{ $names }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}
statement-services-degraded = 按計劃降級：{ $names }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}
statement-services-at-risk = 仍可運作但冗餘減少：{ $names }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}
statement-no-service = 按計劃進行，沒有服務受影響。
statement-if-it-fails = 若實施失敗會停止：{ $names }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}
statement-no-customers = 按計劃進行，沒有服務的客戶受影響。
statement-customers = 受影響服務的客戶：{ $names }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}
statement-no-policies = 沒有記錄規管或說明受影響項目的文件。
statement-policies = 規管或說明受影響項目的文件：{ $names }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}
statement-capacity-whole = 沒有群組的冗餘減少。
statement-capacity = { $groups } 個群組的冗餘減少；剩餘備援最少為 { $margin } 個。
statement-assumed = 依靠未經訂明的冗餘：{ $names }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}
statement-context = 之前已停止運作或降級：{ $count } 個項目。
statement-shared = 影響相同項目的未完成變更：{ $changes }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}
statement-beside = 時段重疊的未完成變更：{ $changes }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}
statement-no-others = 沒有其他未完成的變更涉及相同項目或時段。
column-before = 之前
column-during = 期間
column-after = 之後
column-step = 步驟
column-end = 完成後
column-least-spares = 最少剩餘備援
column-change = 變更
column-title = 標題
column-risk = 風險
column-requester = 申請人（自行申報）
column-window = 實施時段
column-authorised-by = 授權人（自行申報）
column-worst = 各級服務（1／2／3／4）可承受的最差程度
column-suspended = 暫停使用的原因
column-template = 範本
column-decision = 決定
column-role = 職能
column-evidence = 證據
column-person = 人員
column-to-type = 輸入
column-result = 結果
column-started = 開始
column-ended = 結束
column-undone-by = 還原的記錄
column-note = 備註
column-reference = 對象
column-planned = 計劃
column-there = 實際
column-other-records = 其他記錄
column-explained = 解釋
column-event = 事項
verb-approve = 批准
verb-reject = 拒絕
verb-return = 退回
result-done = 已完成
result-not_done = 未有進行
result-backed_out = 已還原
missing-test_plan = 測試計劃
missing-back_out_plan = 還原計劃
transition-submit = 提交
transition-assess = 評估
transition-ask = 徵求決定
transition-approve = 批准
transition-reject = 拒絕
transition-return = 退回
transition-revise = 修改後重新評估
transition-authorise = 按範本授權
transition-ask_again = 重新徵求決定
transition-schedule = 排期
transition-start = 開始實施
transition-finish_implemented = 完結（已實施）
transition-finish_partly = 完結（部分實施）
transition-finish_backed_out = 完結（已還原）
transition-finish_failed = 完結（失敗）
transition-review = 檢討
transition-close = 結束
transition-cancel = 取消
event-raise = 提出
event-approved-as = 以{ $role }身分批准
event-step-done = 第 { $step } 步已完成
event-step-not-done = 第 { $step } 步未有進行
event-step-backed-out = 第 { $step } 步已還原
event-become-normal = 改為一般變更
event-late-records = 記錄遲交
why-normal-guard-template-exceeded = 超出範本的授權範圍
why-normal-guard-template-no-spare = 令某個群組沒有剩餘備援
why-normal-guard-no-template = 範本不存在
why-normal-guard-template-suspended = 範本已暫停使用
why-normal-guard-plan-applies = 計劃並不適用
event-late-hours = 超出時限 { $hours } 小時
done-change-new = 已提出 { $change }：{ $state }（記錄編號 { $seq }）。
done-change-edit = 已修改 { $change }：{ $state }（記錄編號 { $seq }）。
done-change-submit = 已提交 { $change }：{ $state }（記錄編號 { $seq }）。
done-change-assess = 已評估 { $change }：{ $state }（記錄編號 { $seq }）。
done-change-decide = 已記錄對 { $change } 的決定（自行申報）：{ $state }（記錄編號 { $seq }）。
done-change-schedule = 已為 { $change } 排期：{ $state }（記錄編號 { $seq }）。
done-change-start = 已開始實施 { $change }，並以此名稱封存基線：{ $state }（記錄編號 { $seq }）。
done-change-step = 已記錄 { $change } 該步驟的結果：{ $state }（記錄編號 { $seq }）。
done-change-finish = { $change } 已完結：{ $state }（記錄編號 { $seq }）。
done-change-close = 已辦結 { $change }：{ $state }（記錄編號 { $seq }）。
done-change-cancel = 已放棄 { $change }：{ $state }（記錄編號 { $seq }）。
done-change-template = 「{ $name }」現為標準變更的範本（記錄編號 { $seq }）。
done-change-same = 沒有任何不同：並無建立記錄。{ $change }：{ $state }。
done-change-stale = 評估結果已經改變：之前所作的決定不再有效。
done-change-unmet = 尚未可以繼續：
watched-stale = 有 { $count } 項變更需要重新審視（之前所作的決定不再有效）：{ $changes }
watched-changed = 已重新分析 { $count } 項變更（之前所作的決定仍然有效）：{ $changes }
what-if-unwritten = 並無寫入任何資料：這只是假設。
changes-none = 此配置庫暫無變更。提出方法：cairn -e DIR change new TITLE
changes-none-in-state = 沒有變更處於此狀態。
changes-templates = 標準變更的範本
plan-at-edit = 第 { $step } 步第 { $edit } 項改動：{ $sentence }
plan-at-step = 第 { $step } 步：{ $sentence }
plan-and-more = 另有 { $count } 項計劃的改動不適用。
error-plan = 計劃不適用於配置庫。沒有更改任何資料。
error-policy = 變更政策無法使用：{ $detail }。沒有更改任何資料。
error-guarded = { $change } 尚未可以繼續（{ $transition }）：欠缺 { $count } 項。沒有更改任何資料。
plan-contradiction = 與此步驟第 { $other } 項改動涉及同一資料。請以 --remove-edit 取消其中一項。
plan-item-gone = 配置庫沒有項目 { $item }。
plan-item-exists = 項目 { $item } 已在配置庫內。請以 --up-to-date 更新計劃。
plan-no-such-class = 「{ $class }」不是可以新增的項目類型。
plan-no-such-state = 「{ $state }」不是項目的狀態。
plan-no-such-type = 「{ $type }」不是此配置庫的關係類型。
plan-no-such-field = 類型為{ $class }的項目沒有欄位「{ $field }」。
plan-no-such-group = { $item } 沒有群組「{ $group }」。請查看其需求（cairn -e DIR show CI）。
plan-ambiguous-group = { $item } 有多個稱為「{ $group }」的需求。請為其加上群組標籤，以便分辨。
plan-already-retired = { $item } 已經退役。
plan-already-so = { $item } 的{ $field }已是此值。
plan-changed-since = 計劃之後，{ $item } 的{ $field }已有改動：現為「{ $now }」。請以 --up-to-date 更新計劃，或重新計劃此項改動。
plan-need-changed-since = 計劃之後，{ $item } 對「{ $group }」的所需數目已有改動：現為 { $now }。請以 --up-to-date 更新計劃，或重新計劃此項改動。
plan-cannot-be-empty = { $field }不可空白。
plan-end-retired = 不可建立 { $from } — { $type } → { $to }：{ $item } 屆時已經退役。
plan-self-loop = { $from } 會與自身建立關係。
plan-not-allowed = 「{ $type }」不可由{ $from-class }指向{ $to-class }（{ $from } → { $to }）。
plan-relationship-exists = { $from } — { $type } → { $to } 已在配置庫內。
plan-relationship-gone = 配置庫沒有 { $from } — { $type } → { $to }。
plan-requirement-gone = { $item } 已沒有需求「{ $group }」。
plan-replaces-itself = { $item } 會取代其自身。
plan-takes-no-part = { $item } 不參與任何分析，因此不能停止運作。請選擇使用中、維護中、退役中或失蹤的項目。
plan-does-not-fit = 與配置庫不符：{ $detail }。
plan-degraded-below-needed = 所需數目為 { $k } 時，少於 { $q } 個即降級並不合理：不可較所需數目為少。
plan-not-a-threshold = 「{ $value }」既非數目，亦非百分率（例如 60%）。
plan-learns = 這些檔案有配置庫不認識的類型（{ $words }），而變更不能加以學習。請先以 import --learn 匯入部分資料，或以 --map-type 對應。
plan-no-such-step = 沒有第 { $step } 步：此變更共有 { $count } 步。
plan-no-such-edit = 沒有第 { $edit } 項改動：第 { $step } 步共有 { $count } 項。
plan-too-many-steps = 一項變更最多有 { $max } 步。請分拆變更。
plan-too-many-edits = 計劃的改動有 { $count } 項，超出每項變更 { $max } 項的上限。請分拆變更。
guard-no-transition = { $change } 的狀態為{ $state }，不可{ $transition }。可以：{ $possible }。
guard-unknown = 政策所訂的條件 { $guard } 不為此版本所支援。
guard-in-scope = 尚未計劃任何改動，亦沒有項目會停止運作。請先計劃（cairn -e DIR change edit CHG）。
guard-analysis-current = 最新的分析並非根據配置庫的現況。請重新評估此變更。
guard-risk-known = 有關可能性的問題尚未作答：{ $questions }。請逐一以 --likelihood QUESTION=N 作答（1 至 5）。
guard-test-plan = 沒有測試計劃。請以 --test-plan 填寫。
guard-back-out-plan = 沒有還原計劃：整項變更沒有，亦非每個步驟都有。請以 --back-out-plan 填寫。
guard-retired-not-needed = { $item } 將會退役，但仍有 { $count } 個項目需要它，首個為 { $dependant }。請計劃如何處理，或申請豁免：--waive retired_not_needed=REASON。
guard-redundancy-declared = 有 { $count } 項高級別服務依靠未經訂明的冗餘，首項為 { $service }。請訂明所需成員數目，或申請豁免：--waive redundancy_declared=REASON。
guard-decided = 尚欠 { $count } 項根據此證據所作的決定，首項為：{ $role } { $service }
guard-requester = { $actor } 是此變更的申請人，不可自行批准。須由他人批准。
guard-stale = 評估結果與作出決定時不同：{ $levels ->
    [0] 影響程度沒有上升
   *[other] { $levels } 項影響程度上升，首項為 { $item }
}{ $margins ->
    [0] { "" }
   *[other] ，{ $margins } 個群組的剩餘備援減少
}{ $seq ->
    [0] { "" }
   *[other] （記錄編號 { $seq }，由 { $who } 自行申報）
}。請重新評估此變更，並重新徵求決定。
guard-clock = 此電腦的時鐘為 { $now }，但最新記錄的時間為 { $head }，無法確定現在時間。請校正時鐘。
guard-no-window = 未有實施時段。請先設定（cairn -e DIR change schedule CHG --start … --end …）。
guard-window-past = 實施時段已於 { $end } 結束。請提供較後的時段。
guard-window-open = 現在是 { $now }，實施時段為 { $start } 至 { $end }。請在時段內開始，或另行排期。
guard-steps = 以下步驟尚未有結果：{ $steps }。
guard-reviewer = { $actor } 實施了所有步驟，不可由其獨自檢討。
guard-differences = 有 { $count } 項與計劃的差異未有解釋，首項為：{ $first }。請逐一以 --explain REF=REASON 解釋。
guard-review = 此變更必須檢討：有步驟未按計劃完成、風險高，或屬緊急變更。請以 --review 填寫。
guard-records = 緊急變更可以後補的記錄仍未齊備：{ $missing }。請先填寫（cairn -e DIR change edit CHG）。
guard-no-template = 沒有範本「{ $name }」。請查看現有範本（cairn -e DIR change list）。
guard-template-suspended = 範本「{ $name }」因 { $reason } 而暫停使用。請提出一般變更。
guard-template-exceeded = { $service } 會{ $level }；範本「{ $name }」的授權上限為{ $allowed }。
guard-template-no-spare = 第 { $step } 步會令某個群組沒有剩餘備援，使用範本「{ $name }」的變更不容許這樣。
change-unknown-actor = 沒有說明操作人。請以 --actor NAME 說明，按自行申報記錄。沒有更改任何資料。
change-no-title = 變更須有標題。沒有更改任何資料。
change-needs-template = 標準變更須使用範本。請以 --template 指明，或提出一般變更。沒有更改任何資料。
change-template-not-standard = 只有標準變更使用範本。請加上 --kind standard，或刪去 --template。沒有更改任何資料。
change-not-found = 沒有變更「{ $words }」。沒有更改任何資料。查看方法：cairn -e DIR change list
change-not-editable = { $change } 的狀態為{ $state }，不可再修改。沒有更改任何資料。
change-not-assessable = { $change } 的狀態為{ $state }，不可再評估。沒有更改任何資料。
change-not-analysed = { $change } 尚未評估。沒有更改任何資料。評估方法：cairn -e DIR change assess { $change }
change-no-such-question = 「{ $question }」不是有關可能性的問題。可用：{ $known }。沒有更改任何資料。
change-answer-out-of-range = 「{ $answer }」不是 { $question } 的答案：應為 1 至 5。沒有更改任何資料。
change-no-such-statement = 「{ $statement }」不屬五項說明：{ $known }。沒有更改任何資料。
change-no-such-band = 「{ $band }」不是風險等級。可用：{ $known }。沒有更改任何資料。
change-no-such-state = 「{ $state }」不是變更的狀態。可用：{ $known }。沒有更改任何資料。
change-not-waivable = 「{ $guard }」不可豁免。可以豁免的條件：{ $known }。沒有更改任何資料。
change-own-waiver = { $actor } 是此變更的申請人或實施人員，不可自行豁免。須由他人豁免。沒有更改任何資料。
decide-no-such-role = 「{ $role }」不是可就變更作決定的職能。可用：{ $known }。沒有更改任何資料。
decide-evidence-too-short = 證據須以其摘要的最少 { $min } 個字元指明。沒有更改任何資料。查看方法：cairn -e DIR change show CHG
decide-older-evidence = 這是第 { $number } 次分析的證據；最新的是第 { $newest } 次分析，即 { $evidence }。請先查看，再據此作決定。沒有更改任何資料。
decide-no-such-evidence = 此變更沒有任何分析具有該證據。最新的是 { $evidence }。沒有更改任何資料。
decide-answer-changed = 配置庫其後的改動令評估結果不同：{ $levels ->
    [0] 冗餘或須作決定的人已經改變
   *[other] { $levels } 項影響程度上升，首項為 { $item }
}。請重新評估 { $change }，並根據新證據作決定。沒有更改任何資料。
decide-not-asked = 此處無須以{ $role }身分作決定{ $open ->
    [none] ：沒有尚欠的決定
   *[other] 。仍須作決定：{ $open }
}。沒有更改任何資料。
decide-not-the-owner = { $service } 的負責人為 { $owner }：{ $actor } 不可代其作決定。沒有更改任何資料。
decide-one-place-each = { $actor } 已以{ $role }身分作決定：每人只可佔一席。沒有更改任何資料。
step-not-in-progress = { $change } 的狀態為{ $state }，並非進行中。請先開始實施。沒有更改任何資料。
step-told-already = 第 { $step } 步已有結果：{ $result }。只有已完成的步驟可以還原。沒有更改任何資料。
step-out-of-order = 第 { $open } 步在第 { $step } 步之前：請先記錄其結果。沒有更改任何資料。
step-cannot-back-out = 第 { $step } 步無法還原：記錄編號 { $seq } 所作的改動其後再被更改（{ $detail }）。請另行提出變更修正。沒有更改任何資料。
step-terms-left = 第 { $step } 步無法還原：記錄編號 { $seq } 為 { $item } 加入的需求「{ $group }」其後已填報數目，還原後該數目便沒有關係可依附。請另行提出變更以移除該關係，數目會隨之移除。沒有更改任何資料。
step-not-as-found = 此步驟沒有「{ $item }」的{ $field }須按實際情況填寫。請以 --as-found 計劃。沒有更改任何資料。
close-no-such-difference = 「{ $reference }」不是計劃與配置庫之間的差異。沒有更改任何資料。查看方法：cairn -e DIR change show CHG
template-not-proven = { $change } 並未經過決定、按計劃完成並結束：不可製成範本。沒有更改任何資料。
template-exists = 已有範本「{ $name }」。請另取名稱。沒有更改任何資料。
error-usage-strength = 「{ $text }」不是強度：請填寫 hard、degrading、soft 或 info。沒有更改任何資料。
error-usage-nothing-planned = 未有計劃任何改動。請提供最少一項改動或中斷，例如 --out CI 或 --retire CI。沒有更改任何資料。請參閱：cairn what-if --help
edit-item-added = 新增 { $item }
edit-item-removed = 移除 { $item }
edit-item-state = { $item }：{ $before } → { $after }
edit-item-operation = { $item }：{ $operation }
edit-item-changed = { $item } 有所更改
edit-relationship-added = 新增 { $from } — { $type } → { $to }
edit-relationship-removed = 移除 { $from } — { $type } → { $to }
edit-relationship-changed = { $from } — { $type } → { $to } 有所更改
edit-terms = { $item } 需要「{ $group }」{ $k } 個
edit-model = 模型有所更改
help-change = 計劃、評估、決定、實施及結束變更
help-change-new = 提出變更：尚未計劃任何改動的草稿
help-change-edit = 計劃改動、停止運作的項目、步驟及變更的其他資料
help-change-show = 顯示變更：計劃、結論、證據、決定、尚欠事項
help-change-list = 列出變更及範本
help-change-submit = 把草稿提交評估
help-change-assess = 分析變更，並保留分析作為證據；如有欠缺，結束代碼為 1
help-change-decide = 根據證據批准、拒絕或退回變更（自行申報）
help-change-schedule = 設定或更改已批准變更的實施時段
help-change-start = 在時段內開始實施：封存基線
help-change-step = 記錄步驟的結果；已完成步驟的改動成為一項記錄
help-change-finish = 完結實施：已實施、部分實施、已還原或失敗
help-change-close = 與計劃的差異全部解釋後，結束變更
help-change-cancel = 放棄變更
help-change-template = 以已結束的變更製成標準變更的範本
help-change-template-name = 範本名稱
help-change-state = 只列出此狀態的變更，例如 awaiting_decision
help-change-chg = 變更編號，例如 CHG-000001，或其數字
help-change-title = 變更標題
help-change-kind = normal（一般，沒有提供則為此）、standard（標準）或 emergency（緊急）
help-change-reason = 提出的原因
help-change-new-template = 標準變更的範本
help-planned-edits = 計劃的改動（按所列次序）
help-import-options = 來自 CSV 檔案的計劃改動
help-step-options = 步驟
help-change-options = 變更
help-edit-add = 新增項目：類型及名稱
help-edit-retire = 項目永久退役
help-edit-set = 更改欄位的值：name、state 或屬性；空白值表示移除
help-edit-as-found = 實施時按實際情況填寫的欄位；填寫不影響批准
help-edit-connect = 新增關係；LABEL 把它納入群組，- 表示獨立
help-edit-disconnect = 移除關係
help-edit-need = CI 需要群組多少個成員（K），少於 Q 個即降級；數目或 N%；- 表示不變
help-edit-replace = 以一個項目取代另一個，接收其關係及群組；舊項目退役
help-edit-out = 步驟進行期間停止運作的項目
help-edit-degrade = 期間降級運作的項目
help-edit-restart = 重新啟動的項目
help-edit-no-interruption = 納入範圍但不中斷的項目
help-edit-import = 要計劃的項目及關係檔案，排在其他改動之後
help-edit-new-step = 在最後加入步驟；其他選項均針對此步驟
help-edit-step = 其他選項所針對的步驟；沒有提供則為最後一步
help-edit-step-title = 步驟內容
help-edit-minutes = 所需分鐘
help-edit-implementer = 由誰實施
help-edit-step-back-out = 此步驟如何還原
help-edit-remove-edit = 按編號取消此步驟的改動
help-edit-keep-up = 不再停止運作的項目
help-edit-remove-step = 取消整個步驟
help-edit-test-plan = 如何測試
help-edit-back-out-plan = 如何還原整項變更
help-edit-likelihood = 回答有關可能性的問題，1（好）至 5（差）：done_before、tested、back_out_tested、complexity、lead_time
help-edit-statement = 自行撰寫說明：existing_services、customers、policies_and_plans、capacity_and_continuity、other_changes
help-edit-risk = 把風險調低至規則所定之下，但不低於下限
help-edit-because = 調低風險的原因
help-edit-waive = 豁免條件；申請人及實施人員不可豁免：retired_not_needed、redundancy_declared、no_joint_outage、not_frozen
help-edit-up-to-date = 以配置庫的現況為所有計劃改動的基礎
help-decide-approve = 可以實施
help-decide-reject = 不可實施
help-decide-return = 須重新計劃
help-decide-as = 作決定的職能，例如 change_manager
help-decide-for = 所代表的服務，由其負責人代表
help-decide-evidence = 所看過的證據，最少 8 個字元
help-schedule-start = 時段開始時間，例如 2026-11-21T22:00:00Z
help-schedule-end = 時段結束時間
help-step-number = 步驟編號，由 1 起
help-step-done = 其改動成為一項記錄
help-step-not-done = 未有進行
help-step-backed-out = 已還原：只還原此步驟的改動
help-step-started = 開始時間；沒有提供則為變更開始實施的時間
help-step-ended = 結束時間；沒有提供則為現在
help-step-note = 備註
help-step-found = 按實際情況填寫欄位
help-finish-failed = 步驟雖已完成，但未達目的
help-close-review = 檢討所得；風險高、緊急或未按計劃完成者必須填寫
help-close-explain = 解釋計劃與配置庫的差異
help-what-if = 說明計劃的改動及中斷會有何影響；不作任何更改
help-what-if-after = 例子：
    { "  " }cairn -e DIR what-if --retire srv-old-1
    { "  " }cairn -e DIR what-if --add switch "New core" --replace core-1 "New core"
    { "  " }cairn -e DIR what-if --need farm-1 @member_of 9 10 --out hv-01 hv-02
help-change-edit-after = 例子：
    { "  " }cairn -e DIR change edit 1 --add switch "New core" --connect "New core" located_in rack-1 --replace core-1 "New core"
    { "  " }cairn -e DIR change edit 1 --new-step "Move the cables" --minutes 45 --implementer "network team" --out core-1
    { "  " }cairn -e DIR change edit 1 --test-plan "ping every leaf" --likelihood tested=2 --likelihood complexity=1
help-decide-after = 例子：
    { "  " }cairn -e DIR change decide 1 --approve --as service_owner --for "GovHK portal" --evidence 0123abcd --reason "agreed"

## Snapshots

snapshot-exported = 快照已寫入：{ $path }
snapshot-imported = { $path } 是此快照的唯讀複本，截至記錄編號 { $seq }：每項記錄的雜湊值均與原來相同。複本本身不接受記錄；如需可接受記錄的配置庫，請以 --as-new 匯入。
snapshot-imported-new = 已由快照建立新配置庫 { $path }（記錄編號 { $seq }）。
snapshot-sound = 完好：檔案的每個位元組、所有雜湊值、條目次序、關係兩端及記錄鏈均一致。記錄檔能否重播出這些條目，會在匯入時證明。
snapshot-sound-scoped = 完好：檔案的每個位元組、所有雜湊值、條目次序及關係兩端均一致。限定範圍的快照不含記錄檔。
snapshot-finding = { $place }：{ $what } —— 應為 { $expected }，實為 { $found }
snapshot-not-sound = 此快照並不完好。沒有更改任何資料。請改用另一份複本，或重新匯出。
snapshot-records = 基線及文件
snapshot-log = 記錄檔內的改動
snapshot-classification = 保密級別
snapshot-scope = 範圍
snapshot-digest = 摘要值（SHA-256）
error-snapshot-none = 這並非 Cairn 快照（{ $place }：應為 { $expected }，實為 { $found }）。沒有更改任何資料。請指定由「snapshot export」寫出的檔案。
error-snapshot-newer = 此快照的格式較新：{ $found }；本版本可讀取 { $expected }。沒有更改任何資料。請使用較新版本的 Cairn。
error-snapshot-flaw = 此快照無法使用：{ $place }：{ $flaw } —— 應為 { $expected }，實為 { $found }。沒有更改任何資料。請改用另一份複本，或重新匯出。
error-snapshot-read = 無法讀取快照：{ $detail }。沒有更改任何資料。
error-snapshot-write = 無法寫入快照或由其建立的配置庫：{ $detail }。沒有更改任何資料。請選擇另一個位置或騰出空間。
error-snapshot-line = { $file } 第 { $line } 行將有 { $bytes } 位元組；快照每行最多 16 MiB。沒有寫出快照。
error-snapshot-scoped = 此快照只有範圍內的項目而沒有記錄檔，所以不能作為原配置庫的複本。沒有更改任何資料。請以 --as-new 建立獨立的配置庫。
error-other-lineage = 此快照（{ $snapshot }）與此配置庫（{ $estate }）屬不同的配置庫或記錄支線。沒有更改任何資料。請不用 --against 檢查，或指定其所屬的配置庫。
error-file-snapshot = { $file } 是 Cairn 快照。沒有匯入任何資料。快照須匯入新的配置庫：cairn snapshot import { $file } --into DIR
help-snapshot = 把配置庫匯出成單一檔案、檢查此類檔案，或由其建立配置庫
help-snapshot-export = 寫出配置庫的快照：內容相同的配置庫會得出逐位元組相同的檔案
help-snapshot-check = 檢查快照；無需配置庫
help-snapshot-import = 由快照建立新的配置庫
help-snapshot-file = 快照（.cairn.zip）
help-snapshot-out = 要寫出的檔案（.cairn.zip）
help-snapshot-scope = 只限此篩選條件選出的項目，不含記錄檔及基線
help-snapshot-against = 同時確認快照屬於此目錄內配置庫的過去
help-snapshot-into = 新配置庫的目錄：須不存在或空白
help-snapshot-name = 新配置庫的名稱；沒有提供則沿用快照的名稱
help-snapshot-as-new = 建立可接受記錄的獨立配置庫，而非唯讀複本
flaw-not_a_snapshot = 並非 Cairn 快照
flaw-newer = 格式較新
flaw-truncated = 檔案提早完結
flaw-trailing = 結尾之後仍有資料
flaw-between = 有不屬於任何檔案項的資料
flaw-encrypted = 有加密的檔案項
flaw-compressed = 有壓縮的檔案項
flaw-descriptor = 大小寫在內容之後
flaw-escapes = 名稱指向快照以外
flaw-unknown_name = 有不明的檔案項
flaw-duplicate = 檔案項重複
flaw-order = 檔案項次序錯誤
flaw-too_large = 超出快照的大小上限
flaw-header = 檔案項標頭有異
flaw-directory = 目錄有異
flaw-checksum = 檔案項的校驗值不符
flaw-missing = 欠缺檔案項
flaw-manifest = 清單無法讀取
flaw-digest = 清單的摘要值不符
flaw-merkle_root = 所有檔案的根雜湊值不符
flaw-file_hash = 檔案的雜湊值不符
flaw-file_size = 檔案的大小不符
flaw-count = 條目數目不符
flaw-classification = 保密級別不符
flaw-line_too_long = 有一行過長
flaw-line = 有一行不完整
flaw-not_canonical = 並非標準形式的 JSON
flaw-record = 並非所屬類別的條目
flaw-id = 識別碼形式不符
flaw-record_order = 條目次序錯誤
flaw-record_twice = 條目重複
flaw-unknown_end = 所指的項目不存在
flaw-commit = 記錄標頭有異
flaw-commit_hash = 記錄的雜湊值不符
flaw-parent = 上一項記錄的雜湊值不符
flaw-edits = 改動數目不符
flaw-edits_hash = 改動的雜湊值不符
flaw-head = 最後一項記錄不符
flaw-replay = 改動與之前的內容不符
flaw-state = 條目與記錄檔重播結果不符

## 供委員會審閱的變更報告

report-change = 變更影響報告
report-change-made = 於 { $when } 由配置庫「{ $estate }」編製
report-kind = 變更種類
report-requester = 申請人（自行申報）
report-window = 實施時段
report-window-none = 未訂明
report-window-between = { $start } 至 { $end }
report-evidence-none = 尚未存檔
report-page = 第 { $page } 頁，共 { $pages } 頁
report-running-evidence = 證據 { $evidence }
report-running-none = 未有證據存檔，不可據此作決定
report-verdict = 結論
report-standing-current = 證據仍然有效：所依據的一切與記錄編號 { $seq } 時相同。
report-standing-changed = 自記錄編號 { $seq } 以來，結論有變但並無惡化，已作的決定仍然有效。影響圖及冗餘資料以記錄編號 { $now } 為準。
report-standing-stale = 證據須重新審視：自記錄編號 { $seq } 以來，結論惡化或計劃有變，據此所作的決定已失效。影響圖及冗餘資料以記錄編號 { $now } 為準。請重新評估此變更。
report-standing-not-kept = 以記錄編號 { $now } 預覽：尚未有證據存檔，不可據此報告作決定。請先評估此變更。
report-standing-does-not-apply = 計劃已不適用於配置庫的現況，詳見計劃中的改動。請更新此變更並重新評估。
report-standing-begun = 變更已經開始。以下為開始前、記錄編號 { $seq } 時的分析；實際結果見「實施結果」。
report-answer-end = 全部完成後
report-column-others = 受影響的其他項目
report-answers-worst = 「按計劃進行」及「不計假定的冗餘」以最差的第 { $step } 步計；「若實施失敗」以損害最大的步驟計。
report-could-be-reached = 若沒有任何備援可擋，可觸及 { $items } 個項目，當中 { $services } 項為服務。可觸及不等於受影響。
report-risk = 風險及決定人
report-risk-sum = 影響 { $impact } × 可能性 { $likelihood } = { $score }
report-risk-computed = 單按數值計算為「{ $band }」。
report-risk-downgrade = 由 { $actor } 調至「{ $band }」：{ $reason }
report-risk-no-service = 受影響項目沒有對應任何服務，故以項目本身的級別計算。
report-risk-unanswered = 尚未回答：{ $questions }
report-deciders = 須由誰決定
report-deciders-none = 毋須另作決定：範本已事先獲授權。
report-column-for = 所代表的服務
report-column-decision = 決定
report-decided = 已批准
report-undecided = 尚待決定
report-map = 影響圖
report-map-of-now = 最差的第 { $step } 步，以配置庫現況（記錄編號 { $seq }）為準。
report-map-of-then = 最差的第 { $step } 步，以分析時的配置庫（記錄編號 { $seq }）為準。
report-map-all = 全部 { $items } 個項目均已繪出。
report-map-folded = { $boxes } 個方格代表 { $items } 個項目，其中 { $folded } 個按類型合併並計數。
report-map-others = 其他類型的項目 { $count } 個
report-map-several = 多個項目，附計數
report-map-legend = 每格顯示實施期間與完成後較差的影響程度。
report-part-goes-out = 停止運作
report-part-removed = 移除
report-part-added = 加入
report-part-edited = 涉及範圍
report-part-already = 原已停止
report-line-carries = 故障沿此蔓延
report-line-holds = 所需並維持
report-line-removed = 關係移除
report-line-added = 關係新增
report-tier = 級別 { $tier }
report-level-spares = { $level } · 備援 { $spares }
report-services = 逐步看服務
report-before = 之前
report-during = 期間
report-after = 之後
report-step-nothing = 沒有服務受影響，即使此步驟失敗亦然。
report-step-titled = 第 { $step } 步：{ $title }（{ $minutes } 分鐘）
report-step-untitled = 第 { $step } 步（{ $minutes } 分鐘）
report-steps-alike = 第 { $step } 至 { $last } 步相同；首步：{ $title }（{ $minutes } 分鐘）
report-end-state = 全部完成後的最終狀況
report-end-as-before = 所有服務與之前相同。
report-and-more = 另有 { $count } 個
report-plan = 計劃中的改動
report-plan-empty = 尚未有任何計劃。
report-goes-out = { $item }：{ $mode }，{ $minutes } 分鐘
report-implementer = 實施人員（自行申報）
report-back-out = 還原方法
report-test-plan = 測試計劃
report-back-out-plan = 還原計劃
report-statements = 五項陳述（ISO/IEC 20000-1:2018 第 8.5.1.3 條）
report-own-words = 自行撰寫
report-holding = 甚麼得以維持、依據為何
report-held = 失去成員但仍維持的群組
report-held-why = 剩餘備援為 0 時，再有一次故障即告中斷。
report-held-nothing = 實施期間及之後均沒有群組失去成員。
report-passes-on = 傳遞的影響
report-column-who = 所屬項目
report-model-too-many = 所需成員多於參與分析的成員
report-model-no-members = 沒有成員參與分析：此需求不會引致任何影響
report-model-absent = { $provider } 因其生命週期狀態而不參與分析
report-decisions = 決定及尚欠事項
report-asserted = 自行申報的批准有何效力：本報告的人名均為自行申報。Cairn 只記錄操作人所報的身份，並無加以證明。證據編號可證明所決定的內容；至於是否由適當的人作出決定，則有賴貴機構對輸入決定的權限管制。
report-decisions-none = 尚未有人作出決定。
report-column-said = 決定及決定人（自行申報）
report-verb-approve = 批准
report-verb-reject = 拒絕
report-verb-return = 退回
report-evidence-older = 較早的證據
report-waivers = 已豁免的條件
report-column-guard = 條件
report-missing = 尚欠事項
report-missing-for = 進入「{ $state }」所欠：
report-outcomes = 實施結果
report-step = 步驟
report-result = 結果
report-from-to = 開始、結束
report-column-note = 備註
report-differences = 與計劃的差異
report-column-difference = 對象
report-planned = 計劃
report-found = 實際
report-explained = 解釋
report-unexplained = 未有解釋
report-review = 檢討
report-hash-evidence = 證據（由以下三者組成）
report-hash-verdict = 結論
report-hash-plan = 計劃及停止運作的項目
report-hash-cone = 結論所依據的一切
report-evidence-made = 第 { $number } 次分析，計劃第 { $revision } 版，以記錄編號 { $seq } 為準，規則版本 { $rules }；由 { $actor }（自行申報）於 { $when } 作出。
report-verify = 核實方法：「cairn check」可確認其後沒有記錄被改動；「cairn change show { $change } --json」可顯示已存檔的證據。摘要為規範化 JSON（RFC 8785）的 SHA-256：同一配置庫、計劃及規則必得出相同摘要。
report-evidence-not-kept = 以上為預覽的摘要，並未存檔，任何決定均不可引用。
report-no-file = 沒有說明報告寫往何處。沒有更改任何資料。請加上 --out FILE.pdf 或 --out FILE.html。
help-change-report = 編寫供委員會審閱的變更影響報告：FILE.pdf，或可列印於 A4 的 FILE.html
help-change-out = 要寫入的檔案；已有的檔案會整個被取代

# The wire and the desk
wire-no-such-command = 沒有「{ $name }」這個指令。沒有更改任何資料。畫面與程式的版本不同，請重新啟動。
wire-bad-request = 無法讀取要求：{ $detail }。沒有更改任何資料。
wire-bad-reply = 無法寫出答覆：{ $detail }。
wire-nothing-open = 沒有開啟任何配置庫。沒有更改任何資料。請開啟或建立一個。
wire-file-unreadable = 無法讀取 { $file }：{ $detail }。沒有更改任何資料。
wire-file-empty = 檔案沒有內容。沒有更改任何資料。請重新選擇。
wire-file-unwritable = 無法寫入 { $path }：{ $detail }。沒有留下任何檔案。請選擇其他位置。
job-opening = 正在開啟配置庫
job-creating = 正在建立配置庫
job-selecting = 正在選取項目
job-writing = 正在寫入檔案
job-judging = 正在計算受影響的項目
job-reading = 正在讀取檔案
job-planning = 正在與配置庫比較
job-applying = 正在記錄
job-checking = 正在檢查
job-snapshot = 正在寫入快照
import-estate-moved = 預覽之後，配置庫已由記錄編號 { $was } 更新至 { $now }。沒有匯入任何資料。請重新預覽。
live-nothing-to-do = 沒有需要更改的地方：資料本已如此。沒有更改任何資料。
live-needs-a-change = 這需要多於一個步驟，或進行期間有項目停止運作，因此須經變更處理。沒有更改任何資料。請把編輯加入變更。
live-nothing-to-undo = 記錄編號 { $seq } 沒有可以復原的編輯。沒有更改任何資料。
live-undo-of-a-change = 記錄編號 { $seq } 是某項變更的步驟。沒有更改任何資料。請在該變更內還原此步驟，或提出另一項變更。

# The same sentences on a screen, where there is no command line
desk-error-no-such-item = 找不到「{ $words }」所指的項目：它並非此配置庫內任何項目的編號、識別碼、來源識別碼或名稱。請在「項目」中搜尋。
desk-error-no-reason = 欠缺原因。沒有更改任何資料。請說明原因。
desk-error-filter-unknown-value = 篩選條件：「{ $value }」不是此配置庫的 { $field }。{ $field ->
    [operation] 可用值：in_service、degraded、out_of_service。
   *[other] 請從列表旁的選項中選擇。
}
desk-error-filter-unknown-attribute = 篩選條件：沒有項目具備屬性「{ $name }」。請開啟項目查看其屬性。
desk-error-file-bad-encoding = { $file } 第 { $line } 行：含有不屬 { $encoding } 的位元組。沒有匯入任何資料。請選擇正確的編碼：utf-8、big5-hkscs、gb18030、windows-1252。
desk-error-file-wrong-header = { $file } 第 1 行：各欄為「{ $columns }」。項目須有 id、class、name 各欄（亦可有 status、attributes 等欄）；關係須有 source_id、type、target_id 各欄。沒有匯入任何資料。請更正標題行，或在匯入時指定各欄名稱。
desk-error-unknown-words = 這些檔案使用了配置庫不認識的類型。{ $class-count ->
    [0] { "" }
   *[other] 項目類型（行數）：{ $classes }。
}{ $type-count ->
    [0] { "" }
   *[other] 關係類型（行數）：{ $types }。
}沒有匯入任何資料。請容許匯入學習這些類型，或指明各詞對應配置庫的哪個類型。
desk-error-no-such-type = 「{ $type }」不是此配置庫的關係類型。沒有匯入任何資料。請為此詞選擇另一類型。
desk-error-estate-inconsistent = 無法讀取配置庫：{ $detail }。沒有更改任何資料。請執行完整性檢查。
desk-error-not-an-estate = { $path } 不是配置庫：當中沒有 estate.json。請選擇其他目錄，或建立配置庫。
desk-error-damaged = 配置庫在 { $place } 損毀：應為 { $expected }，實為 { $found }。沒有更改任何資料。請保留此目錄，執行完整性檢查，並從備份還原。
desk-error-moment-record = 沒有記錄編號 { $text }：記錄由 1 至 { $head }。沒有更改任何資料。請在「審計」中查看。
desk-error-moment-baseline = 沒有基線「{ $text }」。現有基線：{ $list }。沒有更改任何資料。請在「基線」中查看全部。
desk-error-moment-words = 「{ $text }」既非記錄編號（例如 12），亦非時間（例如 2026-11-21T09:30:00Z）或基線名稱。沒有更改任何資料。請選擇基線或記錄。
desk-plan-contradiction = 與此步驟第 { $other } 項改動涉及同一資料。請取消其中一項。
desk-plan-item-exists = 項目 { $item } 已在配置庫內。請更新計劃。
desk-plan-no-such-group = { $item } 沒有群組「{ $group }」。請在其頁面查看其需求。
desk-plan-changed-since = 計劃之後，{ $item } 的{ $field }已有改動：現為「{ $now }」。請更新計劃，或重新計劃此項改動。
desk-plan-need-changed-since = 計劃之後，{ $item } 對「{ $group }」的所需數目已有改動：現為 { $now }。請更新計劃，或重新計劃此項改動。
desk-plan-learns = 這些檔案有配置庫不認識的類型（{ $words }），而變更不能加以學習。請先匯入部分資料並容許學習，或指明各詞對應配置庫的哪個類型。
desk-guard-in-scope = 尚未計劃任何改動，亦沒有項目會停止運作。請先計劃改動或停運。
desk-guard-risk-known = 有關可能性的問題尚未作答：{ $questions }。請逐一作答（1 至 5）。
desk-guard-test-plan = 沒有測試計劃。請填寫。
desk-guard-back-out-plan = 沒有還原計劃：整項變更沒有，亦非每個步驟都有。請填寫。
desk-guard-retired-not-needed = { $item } 將會退役，但仍有 { $count } 個項目需要它，首個為 { $dependant }。請計劃如何處理，或說明原因以申請豁免。
desk-guard-redundancy-declared = 有 { $count } 項高級別服務依靠未經訂明的冗餘，首項為 { $service }。請訂明所需成員數目，或說明原因以申請豁免。
desk-guard-no-window = 未有實施時段。請先設定。
desk-guard-differences = 有 { $count } 項與計劃的差異未有解釋，首項為：{ $first }。請逐一解釋。
desk-guard-review = 此變更必須檢討：有步驟未按計劃完成、風險高，或屬緊急變更。請填寫。
desk-guard-records = 緊急變更可以後補的記錄仍未齊備：{ $missing }。請先填寫。
desk-guard-no-template = 沒有範本「{ $name }」。請從列表中選擇。
desk-change-unknown-actor = 沒有說明操作人。請在「設定」中說明，按自行申報記錄。沒有更改任何資料。
desk-change-needs-template = 標準變更須使用範本。請選擇範本，或提出一般變更。沒有更改任何資料。
desk-change-template-not-standard = 只有標準變更使用範本。請改為標準變更，或不選範本。沒有更改任何資料。
desk-change-not-found = 沒有變更「{ $words }」。沒有更改任何資料。請從列表中選擇。
desk-change-not-analysed = { $change } 尚未評估。沒有更改任何資料。請先評估。
desk-decide-evidence-too-short = 證據須以其摘要的最少 { $min } 個字元指明。沒有更改任何資料。請在變更頁面查看。
desk-close-no-such-difference = 「{ $reference }」不是計劃與配置庫之間的差異。沒有更改任何資料。請在變更頁面查看。
desk-error-snapshot-scoped = 此快照只有範圍內的項目而沒有記錄檔，所以不能作為原配置庫的複本。沒有更改任何資料。請建立為獨立的配置庫。
desk-error-other-lineage = 此快照（{ $snapshot }）與此配置庫（{ $estate }）屬不同的配置庫或記錄支線。沒有更改任何資料。請單獨檢查，或開啟其所屬的配置庫。
desk-error-file-snapshot = { $file } 是 Cairn 快照。沒有匯入任何資料。請在「開始」以此快照建立新的配置庫。

# A command line that another program runs
error-remote-ended = 開啟了 { $path } 的程式在說明指令結果之前已經結束。請先查看日誌，確認指令是否已完成，再試一次。

# 檔案的欄以其他名稱讀取
help-import-rename = 把 A 欄當作 B 讀取：id、class、name、屬性等；「A=」即不讀取

# The desktop application: its menu, and what it says outside of the page.
shell-no-display = 沒有可供顯示的畫面：DISPLAY 及 WAYLAND_DISPLAY 均沒有指向可用的顯示器。沒有開啟任何配置庫。請在桌面環境啟動 Cairn，或使用指令列 `cairn --help`。
shell-not-started = Cairn 無法顯示視窗（{ $detail }）。沒有開啟或更改任何資料。請重新啟動；如仍未能解決，請重新安裝。
shell-menu-file = 檔案
shell-menu-new = 新增配置庫…
shell-menu-open = 開啟…
shell-menu-recent = 開啟最近使用
shell-menu-import = 匯入…
shell-menu-close = 關閉配置庫
shell-menu-quit = 結束
shell-menu-edit = 編輯
shell-menu-undo = 復原
shell-menu-redo = 重做
shell-menu-cut = 剪下
shell-menu-copy = 複製
shell-menu-paste = 貼上
shell-menu-select-all = 全選
shell-menu-view = 檢視
shell-menu-home = 主頁
shell-menu-items = 項目
shell-menu-map = 圖
shell-menu-impact = 影響
shell-menu-changes = 變更
shell-menu-baselines = 基線
shell-menu-exchange = 匯入
shell-menu-zoom-in = 放大
shell-menu-zoom-out = 縮小
shell-menu-zoom-plain = 實際大小
shell-menu-help = 說明
shell-menu-keys = 鍵盤快速鍵
shell-menu-about = 關於 Cairn
shell-leave-title = 關閉 Cairn？
shell-leave-jobs = 有 { $count } 項工作正在進行。關閉會停止這些工作，屆時尚未記錄的內容將不會記錄。
shell-leave-staged = 有 { $count } 項改動待記錄。關閉會放棄這些改動。
shell-leave-yes = 關閉
shell-leave-no = 留下

## 圖的檔案、整個配置庫的圖、篩選條件

help-impact-map = 把影響圖寫成 .svg、.pdf、.png 或 .csv
help-map = 以分組繪出整個配置庫，或繪出項目周圍；不作任何更改
help-map-ci = 居中的項目；不填則為整個配置庫
help-map-up = 向需要它們的一方走多少層（2）
help-map-down = 向它們所需的一方走多少層（2）
help-map-by = 按 class（預設）或屬性（例如 site）將配置庫分組
help-map-lanes = 每道泳道的內容：layer（預設）或 tier
help-map-filter = 只包括此篩選條件選出的項目
help-map-out = 把圖寫成 .svg、.pdf、.png 或 .csv
map-written = 圖：{ $path }
map-boxes = 方格
map-counts = 共 { $total } 個項目。方格之間有 { $between } 條關係，繪成 { $lines } 條線。
map-part-about = 查問對象
map-line-weak = 僅屬支援，不影響程度
map-line-needed = 所需
map-file-legend = 箭頭順着故障蔓延的方向，由所需項目向上指向需要它的項目。向下的箭頭表示循環依賴，或通往較低的泳道。
map-file-moment = 配置庫 { $estate }，記錄編號 { $seq }。
map-file-shown = 顯示 { $second } 個中的 { $first } 個
map-file-folded = { $first } 個合併為 { $second } 組
map-file-grouped = { $first } 個項目，分為 { $second } 組
map-file-hidden = { $first } 個在深度以外
map-column-kind = 種類
map-column-id = 識別碼
map-column-key = 編號
map-column-name = 名稱
map-column-type = 類型
map-column-lane = 泳道
map-column-level = 影響程度
map-column-part = 角色
map-column-count = 項目數
map-column-inside = 組內關係
map-column-needs-hidden = 所需而不在圖上
map-column-needed-by-hidden = 被需要而不在圖上
map-column-needed = 所需項目
map-column-needed-by = 需要它的項目
map-column-line = 線
map-column-relationships = 關係數
map-column-weak = 其中僅屬支援
map-none = { $change } 沒有任何涉及範圍，因此沒有影響圖。沒有寫出任何檔案。請先計劃修改或停用，然後再試。
map-file-proposed = 按 { $change } 完成後的情況。
map-file-missing = 此電腦沒有字型包含這些字元：{ $characters }，檔案中會缺少。請安裝有這些字元的字型（例如 Noto Sans CJK），或改為輸出 SVG。
map-lane-no-tier = 沒有級別
map-lane-others = 其他
map-group-none = （沒有值）
map-group-others = 其他
map-title-change = { $change }：最差的第 { $step } 步
map-title-impact = { $names } 停止運作的影響
map-title-around = { $names } 的周圍
map-title-estate = 整個配置庫
map-title-filtered = 由 { $filter } 選出的項目
map-file-no-fonts = { $path } 之中沒有任何字型，無法把圖繪成 PDF 或 PNG。沒有寫出任何檔案。請安裝字型，或改為輸出 SVG 或 CSV。
map-file-not-drawn = 無法繪出此圖（{ $detail }）。沒有寫出任何檔案。請改為輸出 SVG 或 CSV。
map-file-format = { $path } 沒有說明圖要寫成哪種檔案。沒有寫出任何檔案。請以 { $list } 之一作為檔名結尾。
filter-no-value = 沒有值
filter-either = { $others } 或 { $last }
filter-text-not = 不含「{ $values }」
filter-is = { $field } 為 { $values }
filter-is-not = { $field } 不是 { $values }

## 畫面自行說明應怎樣做

desk-error-locked = { $path } 已在別處開啟：{ $holder }。沒有更改任何資料。
desk-error-newer-format = { $path } 的儲存格式為 { $found }；此版本最高可讀取 { $supported }。沒有更改任何資料。

## 產品自行寫入的原因

reason-default-catalogue = 新配置庫的目錄
reason-sample = 範例配置庫
reason-looked-at = 重新分析未完結的變更
reason-undo = 復原記錄編號 { $record }
reason-snapshot = { $name } 的快照，記錄編號 { $record }
reason-template = 以此變更建立範本

## 供畫面取用的字詞

currency-none = 尚未有
confidence-declared = 申報
confidence-discovered = 探測所得
confidence-verified = 已核實
# The estate on disk: log, checkpoint, revert, purge, back-up
check-first-bad = 最早有問題的記錄是第 { $seq } 號：在它之前的記錄完整無缺。
check-purged = 已清除 { $values } 個值；日誌中有 { $places } 處以摘要代替。
log-exported = { $path }：第 1 至 { $seq } 號記錄，{ $edits } 項修改；最新一筆的雜湊值為 { $hash }。tests/verify_log.py 不需要 Cairn 便可驗證。
help-log-export = 把整份日誌寫成文字，供其他工具驗證
help-log-out = 要寫入的檔案（.ndjson）
help-checkpoint = 說明配置庫進行到哪裏，供另外存放
help-checkpoint-out = 同時寫入這個檔案
help-check-against = 同時與檢查點比較：檔案或其短文字
checkpoint-kept = 請把它存放在能改動配置庫的人無法改動的地方。日後比較：cairn check --against
checkpoint-written = 已寫入檢查點：{ $path }
checkpoint-edits = 至今的修改
check-against-holds = 檢查點相符：{ $at } 的第 { $seq } 號記錄仍在，之前的一切沒有改動。
check-against-holds_taken_over = 檢查點相符：{ $at } 的第 { $seq } 號記錄仍在，之前的一切沒有改動。其後有副本接手。
check-against-other_estate = 這是另一個配置庫的檢查點。沒有作出任何更改。請指定這個配置庫的檢查點。
check-against-fork = 另一份副本曾自行繼續：這個配置庫不屬於檢查點（{ $at } 的第 { $seq } 號記錄）那一脈記錄。沒有作出任何更改。請查明哪一份是正本，並在正本上工作。
check-against-truncated = 記錄有缺：檢查點顯示曾有 { $at } 的第 { $seq } 號記錄，但這個配置庫在此之前已結束。沒有作出任何更改。請保留此目錄，並從備份還原。
check-against-rebuilt = 第 { $seq } 號記錄與 { $at } 的不同：有人重新製作了記錄。沒有作出任何更改。請保留此目錄，並從備份還原。
error-checkpoint-none = 這不是檢查點。沒有作出任何更改。請指定由 “cairn checkpoint --out” 寫入的檔案，或其短文字。
error-checkpoint-digit = 檢查點的核對字元不符：有字元錯誤、遺漏或位置不對。沒有作出任何更改。請與原件核對。
error-checkpoint-newer = 檢查點的版本是 { $version }；本版本只能讀取 1。沒有作出任何更改。請使用較新版本的 Cairn。
help-revert = 以一筆新記錄撤回某筆記錄所做的修改
help-revert-record = 記錄編號，或變更及其步驟：CHG-1/2
revert-done = 第 { $reverted } 號記錄已由第 { $seq } 號記錄撤回（{ $edits } 項修改）。變更及所作的決定保持不變。
revert-conflict = { $item } · { $field }：其後由第 { $records } 號記錄再次更改
revert-conflict-whole = { $item }：其後由第 { $records } 號記錄再次更改、移除或新增
revert-conflict-taken = { $item } · { $field }：現已屬另一個項目
revert-conflict-related = { $item } 將會移除，但其後新增了關係：{ $other }（第 { $records } 號記錄）
revert-conflict-lost = { $item } 將會恢復，但 { $other } 其後已移除（第 { $records } 號記錄）
revert-conflicts-more = 另有 { $count } 處
revert-purged = 第 { $seq } 號記錄有值已被清除，再沒有人知道它是甚麼。沒有作出任何更改。請更正需要不同的值。
error-reverting = 第 { $seq } 號記錄無法撤回：其後的記錄在 { $count } 處與此相抵觸。沒有作出任何更改。請先撤回較後的記錄，或更正這些值。
revert-so-already = 第 { $seq } 號記錄已沒有可撤回的內容：第 { $records } 號記錄其後修改了相同的內容，現已與之前一樣。沒有作出任何更改。
revert-no-such-step = { $change } 的第 { $step } 步沒有產生記錄。沒有作出任何更改。各步驟及其記錄：cairn change show { $change }
revert-terms-left = 第 { $seq } 號記錄無法撤回：其後為它引入的 { $item } 需求「{ $group }」申報了數目，撤回後這些數目將沒有所屬關係。沒有作出任何更改。請先撤回申報這些數目的記錄。
help-purge = 從項目及日誌永久清除一個值，只留下摘要
help-purge-ci = 項目；已移除的項目請用其識別碼
help-purge-field = name，或一個屬性
help-purge-record = 該記錄之後的值；不指定則為現在的值
help-purge-approved-by = 一同負責的第二人
purge-done = { $key } 的 1 個值（{ $field }）已由第 { $seq } 號記錄清除：日誌中 { $places } 處已移除，摘要保留，所有雜湊值不變。
purge-elsewhere = 同樣的文字亦見於：{ $list }。這些地方沒有改動。
purge-remains = 在壓縮配置庫之前，資料庫未使用的部分可能仍有其位元組；之前製作的快照和備份亦然。
purge-two-people = 清除需要兩個人：提出的人（{ $actor }）及另一位批准的人。沒有作出任何更改。請以 --approved-by 指明另一位。
purge-no-value = { $item } 的 { $field } 沒有可清除的值。沒有作出任何更改。請以 cairn show 查看其值，並以 --record 指明含有該值的記錄。
purge-reason-repeats = 原因重複了要清除的值。沒有作出任何更改。請換個說法。
help-backup = 把配置庫經核對的備份寫入目錄；開啟中也可以
help-backup-to = 存放備份的目錄，宜在另一個磁碟
help-backup-keep = 保留這個配置庫的多少份備份；不指定則全部保留
help-restore = 經全面檢查後，從備份製作唯讀副本
help-restore-file = 備份或快照（.cairn.zip）
help-take-over = 讓這個副本成為正本，自成一脈記錄
help-compact = 以現有內容重建資料庫：騰出磁碟空間，不留下已清除的值
backup-done = 第 { $seq } 號記錄的備份已寫入並核對：{ $path }
backup-removed = 已移除 { $count } 份較舊的備份。
error-backup-keep = 至少要保留一份備份。沒有作出任何更改。請指定 --keep 1 或以上，或不要指定。
error-backup-unsound = 備份無法讀回：{ $path } 在 { $place } 有問題。沒有移除較舊的備份。請改用另一個磁碟，再次備份。
take-over-done = 由第 { $seq } 號記錄起，這個配置庫是正本，屬 { $lineage } 一脈；它曾是 { $from } 的副本。原正本其後的記錄不在這裏：請勿同時使用兩者。
take-over-primary = 這個配置庫已經是正本。沒有作出任何更改。只有副本可以接手。
compact-done = 已在第 { $seq } 號記錄壓縮：由 { $before } MB 變為 { $after } MB。移除原有資料庫之前已全部核對。
error-compact-open = 另一個程式正開啟這個配置庫。沒有作出任何更改。請先在那裏關閉，再壓縮。
error-place-network = 配置庫位於網絡磁碟（{ $kind }）：兩部電腦可能同時寫入，鎖定亦不可靠。在此可以讀取，但不接受記錄。沒有作出任何更改。請移到本機磁碟，再備份到網絡：cairn backup --to DIR
error-place-synchronised = 配置庫位於會同步的資料夾（{ $kind }）：它會變成兩個各自發展的配置庫。在此可以讀取，但不接受記錄。沒有作出任何更改。請移到不同步的資料夾，再備份到這裏：cairn backup --to DIR
desk-error-place-network = 配置庫位於網絡磁碟（{ $kind }）：兩部電腦可能同時寫入，鎖定亦不可靠。在此可以讀取，但不接受記錄。沒有作出任何更改。請移到本機磁碟，再備份到網絡。
desk-error-place-synchronised = 配置庫位於會同步的資料夾（{ $kind }）：它會變成兩個各自發展的配置庫。在此可以讀取，但不接受記錄。沒有作出任何更改。請移到不同步的資料夾，再備份到這裏。

# Care of an estate: back-ups, taking over, compacting, taking back, purging, damage
job-backup = 正在寫入並檢查備份
job-compacting = 正在重建資料庫
job-log = 正在寫入日誌
job-salvaging = 正在搶救可讀取的記錄
wire-being-kept = 配置庫的資料庫正在重建。沒有更改任何資料。請等候該工作完成，或取消該工作。
wire-still-read = 配置庫正被其他工作讀取。沒有更改任何資料。請待其他工作完成後再試。
care-no-such-time = 沒有這個時間或星期。沒有更改任何資料。請另選一個。
care-folder-whole = 「{ $path }」沒有寫明由何處開始。沒有更改任何資料。請提供資料夾的完整路徑。
help-salvage = 將已損壞配置庫中所有可讀取的記錄製成新配置庫；已損壞的配置庫維持原狀
help-salvage-to = 新配置庫的目錄
help-diagnostics = 寫出 Cairn 開發者所需的資料：只有數字及代碼，不含配置庫任何內容
help-diagnostics-out = 要寫入的檔案
salvage-done = 已搶救至記錄編號 { $seq }（{ $edits } 項改動），存於 { $path }。已損壞的配置庫維持原狀。
salvage-first-unreadable = 首個無法讀取的記錄是編號 { $record }（{ $place }：應為 { $expected }，實為 { $found }）。該記錄及其後的記錄均未能保留。
salvage-attachments = { $count ->
   *[other] { $count } 個附件無法讀取。
}
salvage-next = 新配置庫是複本。請與最近的備份比較，再由較新的一個接手：cairn take-over
error-salvage-open = 另一程式正開啟此配置庫，即配置庫並非損壞至無法開啟。沒有更改任何資料。請檢查：cairn check
diagnostics-done = 已寫入：{ $path }。當中只有版本、數字及代碼，不含配置庫任何內容。
desk-error-backup-keep = 最少須保留一個備份。沒有更改任何資料。請保留 1 個或以上。
desk-purge-two-people = 清除須由兩人負責：提出者（{ $actor }）及另一名批准者。沒有更改任何資料。請指明另一人。
desk-purge-no-value = { $item } 的 { $field } 沒有可清除的值。沒有更改任何資料。請查看其歷史，並指明載有該值的記錄。
desk-error-checkpoint-none = 這不是檢查點。沒有更改任何資料。請選擇已儲存的檢查點檔案，或貼上其短文字。
# 配置庫的映像
check-image-used = 正在使用映像：配置庫由它開啟，內容與資料頁一致。
check-image-too_old = 映像太舊，不會使用；配置庫由資料頁開啟。關閉配置庫時會寫入新的映像。
check-image-damaged = 映像已損壞，不會使用；配置庫由資料頁開啟，沒有遺失任何資料。關閉配置庫時會寫入新的映像。
check-image-other_estate = 映像屬於另一個配置庫，不會使用；此配置庫由資料頁開啟。
check-image-other_form = 映像由另一個版本寫入，或在模型更改之前寫入，不會使用；配置庫由資料頁開啟。
check-image-other_record = 映像所屬的記錄不在此配置庫，不會使用；配置庫由資料頁開啟。
# Encrypted back-ups
help-backup-passphrase = 首行為密碼短語的檔案；備份以其加密
help-backup-recipient = 可開啟備份者的公鑰（age1…）；可重複
help-open-passphrase = 首行為密碼短語的檔案（備份以密碼短語加密時）
help-open-identity = 身分檔案（由 age-keygen 產生；備份為收件者加密時）
backup-done-sealed = 記錄編號 { $seq } 的加密備份已寫入並檢查：{ $path }。沒有密鑰，無人可讀；請將密鑰存放於別處。
error-sealed-both = 備份只可以密碼短語加密或為收件者加密，不可兩者並用。沒有更改任何資料。請略去 --passphrase-file 或 --recipient。
error-sealed-two-keys = 請只提供一種密鑰：--passphrase-file 或 --identity。沒有更改任何資料。
error-sealed-short = 密碼短語太短：取得檔案的人可無限次嘗試。沒有更改任何資料。請使用 { $least } 個字元或以上。
error-sealed-nobody = 沒有收件者，無人可開啟備份。沒有更改任何資料。請至少指定一個公鑰。
error-sealed-recipient = 「{ $text }」不是 age 公鑰。沒有更改任何資料。請提供以 age1 開頭的公鑰。
error-sealed-identity = { $path } 之內沒有身分。沒有更改任何資料。請提供 age-keygen 寫出的檔案。
error-sealed-passphrase = { $path } 以密碼短語加密。沒有更改任何資料。請提供：--passphrase-file FILE
error-sealed-recipients = { $path } 為收件者加密。沒有更改任何資料。請提供其中一人的身分：--identity FILE
error-sealed-key = { $path } 已加密，此密鑰無法開啟。沒有更改任何資料。請使用加密時的密碼短語，或其收件者的身分。
error-sealed-damaged = { $path } 的開頭似加密檔案，但已損壞：內容無法讀取。沒有更改任何資料。請使用另一份備份。
desk-error-sealed-passphrase = { $path } 以密碼短語加密。沒有更改任何資料。請輸入密碼短語。
desk-error-sealed-recipients = { $path } 為收件者加密。沒有更改任何資料。請選擇其中一人的身分檔案。
error-sealed-changed = 加密檔案寫入後曾被更改或截短：內容已無法讀取。沒有更改任何資料。請使用另一份備份。
# A disk that cannot be written
error-read-only-disk = { $path } 所在的磁碟為唯讀；配置庫只可在可寫入之處開啟（{ $operation }）。沒有更改任何資料。請將配置庫複製到另一磁碟，或令此磁碟可寫入。
# Values that are gone
check-purged-unnamed = 日誌中有 { $places } 處的值已不存在，而此配置庫並無清除記錄：它在此複本的時刻之後被清除，或遭人移除。請與原件或檢查點比較。
# Single points of failure and cut pairs
help-spof = 說明哪些單一故障會令服務停止，或哪兩項故障合起來會；不作任何更改
help-spof-service = 服務（鍵值、識別碼或名稱）；不指定即所有服務
help-spof-pairs = 說明哪兩項故障合起來會令服務停止，而任何一項單獨不會
help-spof-without-assumed = 假設未聲明所需數目的群組需要所有成員
error-not-a-service = { $key }（{ $name }）不是服務。沒有更改任何資料。請指定服務，或查詢其故障的影響：cairn impact --down { $key }
spof-summary = 已檢查 { $services } 項服務，並逐一令其所依賴的 { $tried } 個配置項失效：{ $weak ->
    [0] 沒有任何服務有單點故障。
   *[other] { $weak } 項服務有單點故障。
}
spof-down-already = 已停止：其他故障不會再有影響
spof-single = 單點故障
spof-tiers = 人手輸入的級別與隨之停止者相差兩級或以上
spof-pairs-summary = 已檢查 { $services } 項服務：{ $weak ->
    [0] 沒有任何兩項故障會令一項服務停止，而任何一項單獨不會。
   *[other] { $weak } 項服務會因兩項故障停止，而任何一項單獨不會。
}
spof-pairs = 會令服務停止的故障組合
spof-pairs-of = { $service }：{ $count } 個組合中的 { $shown } 個
column-tier-entered = 輸入的級別
column-tier-derived = 推算的級別
column-pairs = 組合
column-site = 地點
column-supplier = 供應商
column-first = 其一
column-second = 其二
# While something is out: cause and recovery
help-impact-now = 說明現時因停止運作者而停止的一切，不假設其他故障
help-cause = 列出可解釋所有報告的單一故障；不作任何更改
help-cause-down = 停止運作者
help-cause-degraded = 運作欠佳者
help-recovery = 說明現時停止者可按甚麼次序恢復；不作任何更改
error-usage-nothing-reported = 沒有任何報告。沒有更改任何資料。請指明停止運作者：cairn cause CI CI
cause-summary = { $reported } 項報告：{ $causes ->
    [0] 沒有單一故障可解釋全部。請查找多個原因，或欠缺的關係。
   *[other] { $causes } 項單一故障各自可解釋全部；首項會牽連最少的其他項目。
}
cause-explains = 可解釋全部者
column-unreported = 未報告
column-unreported-first = 當中首幾項
recovery-summary = { $down ->
    [0] 沒有任何項目停止。
   *[other] { $down } 個項目已停止，分 { $waves } 批恢復。
}
recovery-waves = 逐批恢復
recovery-itself = 停止運作
recovery-because = 受其他項目影響
recovery-deadlock = 冷啟動死結：{ $members } 互相等待。請在沒有 { $member } 的情況下啟動 { $consumer }（{ $need }）：{ $freed ->
    [0] 僅此並不足夠，須再切斷其他關係。
   *[other] 其後 { $freed } 個項目可恢復。
}
recovery-waiting = 等待死結解開：{ $members }。
recovery-warning = 非硬性的循環：{ $members }。無須等待；先恢復者在其他恢復前運作欠佳。
column-wave = 批次
column-serves-tier = 支援的級別
column-rto = RTO（分鐘）
cause-explained = 已停止運作者足以解釋全部：{ $items }。
# An estate of a former storage format
care-migrated = 此配置庫原屬儲存格式 { $from }，現已轉為儲存格式 { $to }。轉換前的備份位於 { $path }；較舊版本的 Cairn 只能開啟該備份。
# What is out, on one sheet
outage-title = 停止運作的項目及受影響者
outage-nothing = 沒有項目記錄為停止運作或降級運作：無須恢復。
outage-out = 有 { $count } 個項目記錄為停止運作或降級運作。
outage-no-service = 沒有服務受影響。
outage-services-down = { $count ->
    [1] { $names } 已停止服務。
   *[other] { $count } 項服務已停止：{ $names }。
}
outage-services-degraded = { $count ->
    [1] { $names } 已降級。
   *[other] { $count } 項服務已降級：{ $names }。
}
outage-services-at-risk = { $count ->
    [1] { $names } 仍可運作，但冗餘減少。
   *[other] { $count } 項服務仍可運作，但冗餘減少：{ $names }。
}
outage-services = 受影響的服務
outage-items = 記錄為停止或降級運作的項目
outage-customers = 客戶：{ $names }
outage-since-unknown = 沒有記錄
outage-ago = { $time }前
outage-rto-left = 尚餘 { $time }
outage-rto-overdue = 逾時 { $time }
outage-rto-of = 目標 { $time }
outage-expected-end = 預計 { $when } 恢復
outage-recent = 過去 { $hours } 小時的相關更改
outage-recent-none = 期間，受影響的項目及其所依賴的項目均沒有更改。
outage-touched-model = 配置庫的模型
outage-touched-many = 數目太多，沒有逐一查核
outage-sheet-writing = 正在寫入故障一頁表
column-rto-left = 復原時間目標
column-owner = 負責人
column-support = 支援
column-contract = 合約
column-what-comes-up = 可恢復的項目
column-what = 內容
column-touched = 涉及
duration-days = { $days } 日 { $hours } 小時
duration-hours = { $hours } 小時 { $minutes } 分鐘
duration-minutes = { $minutes } 分鐘
report-sheet = 第 { $number } 頁，共 { $count } 頁
job-pairs = 正在尋找成對的故障
help-outage = 說明現時停止運作的項目、受影響者及時間、可求助者、最近的更改，以及恢復次序
help-outage-report = 同時寫成一頁：FILE.pdf 或 FILE.html
help-findings = 列出模型未有定論之處：未聲明的冗餘、不可能成立的需求、未經確認的類型
findings-summary = { $assumed ->
    [0] 沒有假設的冗餘
   *[other] { $assumed } 個群組的冗餘未經聲明
}；{ $errors ->
    [0] 沒有錯誤的需求
   *[other] { $errors } 項需求不可能成立
}；{ $types ->
    [0] 所有關係類型均已確認。
   *[other] { $types } 種關係類型未經確認。
}
findings-assumed = 未經聲明的冗餘
findings-declare = 聲明所需數目：cairn change new …，然後 cairn change edit CHG-NNNN --need CI GROUP COUNT；或在桌面應用程式的「弱點」頁聲明。
findings-errors = 不可能成立的需求
findings-types = 未經確認的關係類型
findings-needs-source = 前者依賴後者
findings-needs-target = 後者依賴前者
findings-needs-none = 互不依賴
column-who-needs = 依賴方向
outage-recent-records = 受影響項目最近的更改
error-of-snapshot = { $file } 是只供查看的快照，不會接受記錄。沒有作出任何更改。請在配置庫上工作，或以快照建立配置庫：cairn snapshot import FILE --into DIR
desk-error-of-snapshot = { $file } 是只供查看的快照，不會接受記錄。沒有作出任何更改。請開啟配置庫本身，或在「匯入／匯出」以快照建立配置庫。
help-impact-since = 說明同樣的中斷在此較早時刻的影響，以及造成差異的記錄
impact-since-said = 由 { $from } 至 { $to }：{ $count ->
    [0] 所有項目的影響程度不變。
   *[other] { $count } 個項目的影響程度有變，由 { $records } 項記錄造成。
}
impact-since-absent = 在較早時刻，以下項目並不參與分析，其中斷當時沒有影響：{ $names }
impact-since-changed = 影響程度有變的項目
impact-since-records = 造成差異的記錄
column-worse = 變差
column-better = 變好
# 在無權寫入之處開啟
error-not-permitted-open = 你沒有權限讀取及寫入 { $path }（{ $operation }：{ $detail }）；配置庫只可在可寫入之處開啟。沒有更改任何資料。請向擁有者索取權限，或將配置庫複製到你可寫入的地方。
# What changes do to each other, and the calendar
collision-same-item = { $changes } 同時改動相同的項目：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}。在 { $start } 至 { $end } 之間重疊 { $minutes } 分鐘。
collision-in-the-cone = { $changes } 當中一項改動的項目，會因另一項而變為{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}。在 { $start } 至 { $end } 之間重疊 { $minutes } 分鐘。
collision-same-service = { $changes } 各自令相同的服務受影響，最差為{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}。在 { $start } 至 { $end } 之間重疊 { $minutes } 分鐘。
collision-together = { $changes } 單獨進行不會如此，但合起來會令以下項目受影響，最差為{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}。在 { $start } 至 { $end } 之間重疊 { $minutes } 分鐘。
collision-freeze = { $changes } 會令凍結期 { $freeze }（{ $reason }）所涵蓋的項目受影響，最差為{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}。在 { $start } 至 { $end } 之間重疊 { $minutes } 分鐘。
collision-outside = { $changes } 會在維修時段以外令以下項目受影響，最差為{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}。在 { $start } 至 { $end } 之間有 { $minutes } 分鐘在維修時段以外。
guard-joint-outage = 與其他變更合起來會造成影響的衝突有 { $count } 項，首項：{ $changes } 合起來會令以下項目變為{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}，在 { $start } 至 { $end } 之間共 { $minutes } 分鐘。請更改時段（cairn change slot CHG），或申請豁免：--waive no_joint_outage=REASON。
guard-joint-unknown = 此時段內互相影響的變更太多，未能逐一檢查所有組合。請更改時段（cairn change slot CHG），或申請豁免：--waive no_joint_outage=REASON。
guard-frozen = 受 { $count } 個凍結期所限，首個為 { $freeze }（{ $reason }）：{ $changes } 會令其涵蓋的項目變為{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}，在 { $start } 至 { $end } 之間共 { $minutes } 分鐘。請更改時段（cairn change slot CHG），或申請豁免：--waive not_frozen=REASON。
waiver-no_joint_outage = 沒有項目因多項變更同時進行而受影響
waiver-not_frozen = 不受凍結期所限
collision-no-window = { $change } 未有實施時段，無從比較。沒有更改任何資料。請先建議時段：cairn -e DIR change edit { $change } --window-start … --window-end …
change-window-by-schedule = { $change } 已獲批准，時段須以排期設定。沒有更改任何資料。請使用：cairn -e DIR change schedule { $change } --start … --end …
change-nothing-to-waive = { $change } 沒有被「{ $guard }」擋住，無須豁免。沒有更改任何資料。查看衝突：cairn -e DIR collisions { $change }
calendar-no-name = 維修時段須有名稱。沒有更改任何資料。
calendar-bad-weekday = 維修時段須指明每星期最少一日。沒有更改任何資料。請以 mon、tue、wed、thu、fri、sat、sun 指明。
calendar-bad-time = 維修時段須於當日內開始，長度由 1 分鐘至一星期。沒有更改任何資料。
calendar-bad-clock = 「{ $text }」不是時間。沒有更改任何資料。請提供時與分，例如 22:30。
calendar-no-such-zone = 沒有時區「{ $zone }」。沒有更改任何資料。請指明 IANA 數據庫的時區，例如 Asia/Hong_Kong。
calendar-no-items = 沒有指明任何項目。沒有更改任何資料。
calendar-no-such-type = 此配置庫沒有類型「{ $type }」。沒有更改任何資料。
calendar-no-such-freeze = 沒有凍結期「{ $id }」。沒有更改任何資料。現有：{ $known }
calendar-no-such-window = 沒有維修時段「{ $id }」。沒有更改任何資料。現有：{ $known }
calendar-no-service = 沒有服務受影響。
calendar-services = 服務：{ $down } 項停止，{ $degraded } 項降級，{ $at-risk } 項有風險。
calendar-scope-everything = 所有服務
calendar-scope-items = 只限 { $items }
calendar-scope-class = 類型為 { $type } 的所有項目
calendar-scope-site = 位於 { $site } 的所有項目
slot-none = { $change } 需要 { $minutes } 分鐘；{ $after } 至 { $until } 之間沒有不衝突的時段，其後未有查看。
slot-found = { $change } 由 { $start } 至 { $end }（{ $minutes } 分鐘）沒有衝突，是最早的時段。
slot-no-length = 未有說明 { $change } 需時多久。沒有更改任何資料。請填寫步驟的分鐘數或建議時段：cairn -e DIR change edit { $change } --step 1 --minutes N
help-collisions = 說明時段重疊的變更互相有何影響，以及各自與日程有何衝突；不作任何更改；如有衝突，結束代碼為 1
help-collisions-change = 只顯示涉及這些變更的衝突，不論其狀態
help-calendar = 顯示未來日程：變更、衝突、凍結期、維修時段；不作任何更改
help-calendar-from = 由此時間起；沒有提供則為現在
help-calendar-to = 至此時間止；calendar 沒有提供則為 90 日後
help-calendar-ics = 寫成 iCalendar 檔案，供任何日曆程式使用
help-calendar-html = 寫成一頁，供閱讀或列印
help-calendar-freeze = 加入、移除或列出凍結期
help-calendar-window = 加入、移除或列出維修時段
help-calendar-freeze-add = 加入凍結期：所涵蓋的項目不可因變更而降級或停止；沒有指明則為所有服務
help-calendar-window-add = 加入每星期的維修時段；沒有指明則適用於所有服務
help-calendar-remove = 移除一項，並說明原因
help-calendar-list = 列出
help-calendar-start = 開始時間，例如 2026-12-24T00:00:00Z
help-calendar-end = 結束時間
help-calendar-services = 只限這些服務或項目
help-calendar-type = 只限此類型的項目，以識別碼指明
help-calendar-site = 只限位於此項目內者
help-calendar-id = 凍結期或時段的識別碼
help-calendar-name = 時段名稱
help-calendar-days = 開始的日子：mon,tue,wed,thu,fri,sat,sun
help-calendar-clock = 按時區的開始時間，例如 22:30
help-calendar-minutes = 長度（分鐘）
help-calendar-zone = 時區，例如 Asia/Hong_Kong
help-change-slot = 找出變更沒有衝突的最早時段；不作任何更改；沒有則結束代碼為 1
help-slot-after = 不早於此時間；沒有提供則為現在
help-edit-window-start = 建議時段的開始時間
help-edit-window-end = 建議時段的結束時間
collision-summary = 已查看 { $changes } 項變更：{ $collisions ->
    [0] 沒有衝突。
   *[other] { $collisions } 項衝突，其中 { $blocking } 項須先解決。
}
collision-cut-short = 互相影響的變更太多，未能檢查所有組合，可能尚有其他衝突。
collision-blocking = { $kind }（須先解決）：{ $sentence }
collision-other = { $kind }（不阻礙批准）：{ $sentence }
collision-undecided = 當中有變更仍待決定。
calendar-title = 變更日程
calendar-period = 由 { $from } 至 { $to }，根據記錄編號 { $seq }。
calendar-made = { $estate }，製作於 { $made }。
calendar-changes = 變更
calendar-collisions = 衝突
calendar-freezes = 凍結期
calendar-windows = 維修時段
calendar-nothing = 沒有任何計劃。
calendar-spread = 各步驟以整個時段計算：未有填寫分鐘數、不符時段長度，或正在進行。
calendar-does-not-apply = 其計劃不再適用於配置庫：{ $reason }
calendar-freeze-event = 凍結期：{ $reason }
calendar-window-event = 維修時段：{ $name }
calendar-wrote = 已寫入 { $path }。
calendar-recurs = { $days }，{ $time }，{ $minutes } 分鐘，{ $zone }
done-calendar-add = 已加入 { $id }（記錄編號 { $seq }）。
done-calendar-remove = 已移除 { $id }（記錄編號 { $seq }）。
column-covers = 涵蓋
column-recurs = 時間
column-does = 影響
column-id = 識別碼
column-collides = 衝突
calendar-day-mon = 星期一
calendar-day-tue = 星期二
calendar-day-wed = 星期三
calendar-day-thu = 星期四
calendar-day-fri = 星期五
calendar-day-sat = 星期六
calendar-day-sun = 星期日
desk-guard-joint-outage = 與其他變更合起來會造成影響的衝突有 { $count } 項，首項：{ $changes } 合起來會令以下項目變為{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}，在 { $start } 至 { $end } 之間共 { $minutes } 分鐘。請更改時段，或說明原因申請豁免。
desk-guard-frozen = 受 { $count } 個凍結期所限，首個為 { $freeze }（{ $reason }）：{ $changes } 會令其涵蓋的項目變為{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 項
}，在 { $start } 至 { $end } 之間共 { $minutes } 分鐘。請更改時段，或說明原因申請豁免。
desk-change-window-by-schedule = { $change } 已獲批准，時段須以排期設定。沒有更改任何資料。請為其排期。
desk-change-nothing-to-waive = { $change } 沒有被「{ $guard }」擋住，無須豁免。沒有更改任何資料。請在日程查看衝突。
desk-collision-no-window = { $change } 未有實施時段，無從比較。沒有更改任何資料。請先建議時段。
desk-slot-no-length = 未有說明 { $change } 需時多久。沒有更改任何資料。請填寫步驟的分鐘數或建議時段。
desk-guard-joint-unknown = 此時段內互相影響的變更太多，未能逐一檢查所有組合。請更改時段，或說明原因申請豁免。
help-calendar-pdf = 同時寫成 PDF，供列印

help-findings-confirm = 確認匯入所帶來的關係類型是甚麼意思
help-findings-type = 類型的編號，見 findings 所列
help-findings-needs = 哪一端依賴另一端：source、target 或 none；省略時沿用現時的理解
help-findings-strength = 依賴程度：hard、degrading、soft 或 info；省略時沿用現時的理解
findings-confirm = 確認類型：cairn findings confirm TYPE [--needs source|target|none] [--strength hard|degrading|soft|info] --reason TEXT；或在桌面應用程式的「弱點」頁確認。
done-findings-confirm = 已確認 { $type }，記錄編號 { $record }。
confirm-no-such-type = 此配置庫沒有關係類型「{ $type }」。沒有更改任何資料。請指明 cairn findings 所列的類型。
confirm-own-type = 「{ $type }」屬 Cairn 本身的目錄，並非匯入帶來的類型。沒有更改任何資料。
confirm-so-already = 「{ $type }」已按此確認。沒有更改任何資料。
confirm-terms-left = 有 { $count } 個配置項聲明了需要多少個「{ $type }」關係：{ $items }。方向一轉，這些聲明便失去意義。沒有更改任何資料。請先移除這些聲明。
confirm-bad-needs = 「{ $text }」不是任何一端。沒有更改任何資料。--needs 可用 source、target 或 none。
confirm-bad-strength = 「{ $text }」不是依賴程度。沒有更改任何資料。--strength 可用 hard、degrading、soft 或 info。
statement-more-collisions = 另有 { $count } 個衝突，見變更日曆。


# Error budgets
help-exposure = 列出各服務尚餘多少停頓限額，以及用在哪裏；不作任何更改；有超支時以 1 結束
help-exposure-service = 服務，以編號、識別碼或名稱指明；不指明即為所有服務
help-change-exposure = 說明變更按計劃及失敗時會用去多少停頓限額；不作任何更改；超出餘額時以 1 結束
budget-summary = { $count ->
    [0] 沒有服務承諾可用率。
   *[other] { $spent ->
        [0] { $count } 項服務設有停頓限額，全部未有超支。
       *[other] { $count } 項服務設有停頓限額，其中 { $spent } 項已超支。
    }
}
budget-left = { $service } 的停頓限額{ $period ->
    [calendar_month] 本月
    [calendar_quarter] 本季
    [calendar_year] 本年
   *[rolling_30_days] 在 30 日內
}尚餘 { $left } 分鐘（共 { $budget } 分鐘）。
budget-overdrawn = { $service } { $period ->
    [calendar_month] 本月
    [calendar_quarter] 本季
    [calendar_year] 本年
   *[rolling_30_days] 在 30 日內
}已停頓 { $used } 分鐘，限額為 { $budget } 分鐘：超支 { $over } 分鐘。
budget-period-rolling_30_days = 連續 30 日
budget-period-calendar_month = 曆月
budget-period-calendar_quarter = 曆季
budget-period-calendar_year = 曆年
budget-round-the-clock = 全日無休
budget-promise = { $period }的 { $target }%，{ $hours }（{ $zone }）
budget-with-planned = 計劃內停頓計算在內。
budget-without-planned = 計劃內停頓不計。
budget-degraded-half = 服務降級以半數計。
budget-degraded-free = 服務降級不計。
budget-span = 由 { $start } 至 { $end }。
budget-used = 已用：計劃外 { $unplanned } 分鐘，計劃內 { $planned } 分鐘。
budget-goes-on = 仍未恢復
budget-services = 停頓限額，餘額最少者在前
budget-outages = 降級或停止的時間
budget-unread = 未能完全讀取的承諾
budget-without = 沒有停頓限額
promise-hours-absent = 沒有輸入服務時間：視作全日無休。
promise-hours-unread = 未能讀取服務時間「{ $text }」：視作全日無休。請寫 24x7，或如 Mon-Fri 09:00-18:00; Sat 09:00-13:00 的時段
promise-zone-unread = 時區「{ $text }」不明：視作 UTC。
promise-period-absent = 沒有輸入目標計算期：視作連續 30 日。
promise-period-unread = 目標計算期「{ $text }」不明：視作連續 30 日。
promise-target-absent = 沒有承諾可用率。
promise-target-unread = 未能讀取可用率目標「{ $text }」：須為不大於 100 的小數。
exposure-verdict-none = 變更不會令任何服務降級或停止，即使失敗亦然。
exposure-verdict-over = { $count } 項服務的停頓限額餘額少於變更所需。
exposure-verdict-over-failing = 按計劃進行，變更不會超出任何停頓限額；如變更失敗，{ $count } 項服務的餘額將不足。
exposure-verdict-within = 變更影響 { $count } 項服務，即使失敗，亦在停頓限額之內。
exposure-nothing = { $service }：按計劃不影響服務時間。
exposure-nothing-failing = 如變更失敗：不影響服務時間。
exposure-not-counted = { $service }：按計劃 { $exposed } 分鐘，不計入限額。
exposure-not-counted-failing = 如變更失敗：{ $exposed } 分鐘，不計入限額。
exposure-no-target = { $service }：按計劃 { $exposed } 分鐘；服務沒有承諾可用率。
exposure-no-target-failing = 如變更失敗：最多 { $exposed } 分鐘。
exposure-within = { $service } 直至 { $until } 尚餘 { $left } 分鐘（共 { $budget } 分鐘）；本變更用去 { $uses } 分鐘，剩下 { $after } 分鐘。
exposure-within-failing = 如變更失敗：餘額 { $left } 分鐘中最多用去 { $uses } 分鐘，剩下 { $after } 分鐘。
exposure-over = { $service } 直至 { $until } 尚餘 { $left } 分鐘（共 { $budget } 分鐘）；本變更用去 { $uses } 分鐘，超出餘額 { $over } 分鐘。
exposure-over-failing = 如變更失敗：餘額 { $left } 分鐘，最多用去 { $uses } 分鐘，超出 { $over } 分鐘。
exposure-spent = { $service } 直至 { $until } 的 { $budget } 分鐘限額已用盡；本變更再用去 { $uses } 分鐘。
exposure-spent-failing = 如變更失敗：最多用去 { $uses } 分鐘，而限額已用盡。
exposure-stays = 變更完成後，{ $service } 仍處於「{ $level }」。
exposure-spread = 未知各步驟所需時間，或時段容納不下：每個步驟均以整個時段計算。
exposure-services = 變更影響的服務
exposure-started = { $change } 已開始：所用時間已計入停頓限額。
exposure-no-window = { $change } 未有時段：用去多少視乎何時進行。請先建議時段：cairn -e DIR change edit { $change } --window-start MOMENT --window-end MOMENT
exposure-no-plan = 計劃不適用於現時的配置庫。
column-until = 直至
column-level-planned = 僅計劃內
column-counted = 計入（分鐘）
column-because = 原因
column-promised = 承諾
column-budget = 限額（分鐘）
column-used-unplanned = 計劃外（分鐘）
column-used-planned = 計劃內（分鐘）
column-left = 餘額（分鐘）
column-uses = 用去（分鐘）
column-uses-failing = 失敗時（分鐘）
column-left-failing = 失敗時餘額
desk-exposure-no-window = { $change } 未有時段：用去多少視乎何時進行。請先建議時段。

# What-ifs that are kept, and the estate before, during and after, side by side.
column-sign = 增減
column-single-points = 單點故障
what-if-sentence = { $clauses }。
what-if-between = ；
what-if-points = { $adds }，{ $removes }
what-if-adds = { $count ->
    [0] 並無增加單點故障
   *[other] { $services ->
        [1] 令 { $names } 增加 { $count } 個單點故障
       *[other] 令 { $services } 項服務（{ $names }）增加 { $count } 個單點故障
    }
}
what-if-removes = { $count ->
    [0] 並無移除單點故障
   *[other] { $services ->
        [1] 令 { $names } 減少 { $count } 個單點故障
       *[other] 令 { $services } 項服務（{ $names }）減少 { $count } 個單點故障
    }
}
what-if-nothing-down = 沒有服務停止
what-if-down-after = { $count ->
    [1] { $names } 完成後停止
   *[other] { $count } 項服務完成後停止（{ $names }）
}
what-if-down-during = { $count ->
    [1] { $names } 在進行期間停止
   *[other] { $count } 項服務在進行期間停止（{ $names }）
}
what-if-lose = { $count } 個群組的備援減少
what-if-lack = 進行期間有 { $count } 個群組的備援減少
what-if-gain = { $count } 個群組的備援增加
what-if-spares-same = 沒有群組的備援減少
what-if-services = 服務：之前與之後
what-if-margins = 群組的剩餘備援
what-if-assumed = 未經訂明的冗餘
what-if-errors = 模型錯誤
what-if-kept = { $count } 個不變
what-if-head = 由 { $who } 建立，{ $at }；以記錄編號 { $based } 為根據；配置庫現為記錄編號 { $seq }。
what-if-became = 已成為變更 { $change }。
what-if-does-not-apply = 不再適用於配置庫的現況：配置庫已有改動。請更新，或修改有矛盾的改動：cairn what-if update { $id }。
what-if-as-it-was = { $id } { $name } 維持不變：並無記錄。
what-if-none = 並無保存任何假設。保存一個：cairn what-if new NAME --retire CI
what-if-not-found = 此配置庫沒有名為「{ $words }」的假設。
what-if-no-name = 假設須有名稱。
what-if-long-name = 名稱最多可有 { $max } 個字元。
what-if-name-taken = 「{ $name }」已是 { $id } 的名稱。請另選名稱。
what-if-is-a-change = { $id }「{ $name }」已成為 { $change }，而該變更尚未完結。請編輯該變更，或先取消。
done-what-if-new = 已保存 { $id }「{ $name }」，記錄編號 { $seq }。
done-what-if-edit = 已編輯 { $id }「{ $name }」，記錄編號 { $seq }。
done-what-if-rename = { $id } 現稱為「{ $name }」，記錄編號 { $seq }。
done-what-if-delete = 已刪除 { $id }「{ $name }」，記錄編號 { $seq }。
done-what-if-update = { $dropped ->
    [0] { $id }「{ $name }」已更新，記錄編號 { $seq }。
   *[other] { $id }「{ $name }」已更新，記錄編號 { $seq }；配置庫已是如此的 { $dropped } 項改動已刪去。
}
help-what-if-wif = 已保存的假設：編號、只用數字，或名稱
help-what-if-name = 名稱；不可重複
help-what-if-note = 用途
help-what-if-new = 以名稱保存計劃的改動，無須變更
help-what-if-list = 列出已保存的假設
help-what-if-show = 顯示假設計劃的改動，以及當中不再適用的部分
help-what-if-ask = 說明假設的影響：之前、期間及之後並列
help-what-if-edit = 編輯假設計劃的改動
help-what-if-rename = 為假設改名
help-what-if-duplicate = 以另一名稱保存副本
help-what-if-update = 以配置庫的現況為所有改動的根據；列出有矛盾之處
help-what-if-delete = 刪除假設
help-what-if-to-change = 按所計劃的改動提出變更

# 停運記錄
live-undo-of-an-outage = 記錄編號 { $seq } 屬於某項停運。沒有更改任何資料。請結束該停運，或予以更正。
reason-outage-announce = 預告 { $outage }「{ $title }」
reason-outage-record = { $outage }「{ $title }」開始
reason-outage-enter = 補記 { $outage }「{ $title }」，已恢復
reason-outage-open = { $outage }「{ $title }」如預告開始
reason-outage-end = { $outage }「{ $title }」已恢復
reason-outage-close = { $outage }「{ $title }」已結束
reason-outage-cancel = { $outage }「{ $title }」已取消
reason-outage-edit = 更正 { $outage }「{ $title }」
guard-outage-title = 停運須有標題。
guard-outage-items = 停運須有最少一個項目。
guard-outage-expected-end = 預告須有預計結束時間：沒有結束時間，無從同意。
guard-outage-end = 尚未知道何時恢復。
guard-outage-cause = 欠缺成因。請以文字說明為何發生。
guard-outage-planned = 只有計劃內的停運才可預告。如不會發生，請予取消。
guard-outage-ahead = 停運於 { $at } 開始，並不晚於現在（{ $now }）。
guard-outage-begun = 停運於 { $at } 開始，現在是 { $now }：尚未開始。請以計劃內停運預告，或說明何時開始。
guard-outage-end-ahead = 不可能已於 { $at } 恢復：現在是 { $now }。
guard-outage-take-part = { $item } 的狀態為 { $state }，不參與任何分析，因此不會停運。
guard-outage-gone = 配置庫已沒有項目 { $item }。
guard-outage-no-transition = { $outage } 的狀態為 { $state }，不可進行「{ $transition }」{ $possible ->
    [none] 。
   *[other] 。可進行：{ $possible }。
}
outage-long-title = 標題最多 { $max } 個字元。
outage-item-twice = 「{ $words }」出現了兩次。
outage-level = 「{ $words }」只可為降級運作或停止運作。
outage-not-in = 「{ $words }」不是 { $outage } 的項目。
outage-item-before = { $item } 由 { $at } 起停運，早於停運的開始時間 { $from }。
outage-item-end = { $item } 於 { $at } 恢復，不在其停運時間之內。
outage-item-ahead = { $item } 不可能已於 { $at } 停運或恢復，該時間尚未到。
outage-not-found = 此配置庫沒有停運「{ $words }」。
outage-no-state = 「{ $words }」不是停運的狀態。可選：{ $states }。
outage-changed-since = { $outage } 其間已由 { $who } 更改（記錄編號 { $record }）。沒有更改任何資料。請重新查看。
outage-not-editable = { $outage } 的狀態為 { $state }，不可再更正。
outage-end-by-end = { $outage } 尚未恢復。沒有更改任何資料。結束停運時才說明恢復時間。
outage-kept-held = { $item } 仍由 { $record } 記錄為{ $operation ->
    [degraded] 降級運作
   *[other] 停止運作
}，程度不低於此。
outage-kept-anothers = { $item } 因 { $record } 仍在進行而{ $operation ->
    [degraded] 降級運作
   *[other] 停止運作
}。
outage-kept-said = { $item } 維持他人所記錄的{ $operation ->
    [degraded] 降級運作
    [in_service] 運作中
   *[other] 停止運作
}。
outage-kept-meanwhile = { $item } 其間另有記錄，維持為{ $operation ->
    [degraded] 降級運作
    [in_service] 運作中
   *[other] 停止運作
}。
outage-says-ahead = { $count } 個項目將由 { $from } 至 { $end } 停運；{ $hit ->
    [0] 單就此事，沒有服務受影響。
   *[other] 單就此事，{ $down } 項服務停止、{ $degraded } 項降級、{ $risk } 項有風險。
}
outage-says-open = { $count } 個項目自 { $from } 起停運{ $end ->
    [none] {""}
   *[other] ，預計至 { $end }
}；{ $hit ->
    [0] 單就此事，沒有服務受影響。
   *[other] 單就此事，{ $down } 項服務停止、{ $degraded } 項降級、{ $risk } 項有風險。
}
outage-says-over = { $count } 個項目曾由 { $from } 至 { $end } 停運；{ $hit ->
    [0] 單就此事，沒有服務受影響。
   *[other] 單就此事，{ $down } 項服務停止、{ $degraded } 項降級、{ $risk } 項有風險。
}
outage-says-never = { $count } 個項目原定由 { $from } { $end ->
    [none] {""}
   *[other] 至 { $end }{" "}
}停運；已取消。
help-outages = 列出停運，或處理其中一項：預告、進行中、已恢復、已結束
help-outages-outage = 停運：編號全寫，或只寫數字
help-outages-state = 只列出此狀態者：announced、open、over、closed、cancelled
help-outages-new = 記錄停運：計劃內而尚未開始者作為預告；提供 --to 則已恢復；其餘立即生效，其項目停止運作
help-outages-show = 顯示一項停運：項目、受影響的服務及相關記錄
help-outages-edit = 更正或補充一項停運；進行期間，其項目隨之更改
help-outages-open = 說明所預告的停運已開始；其項目停止運作
help-outages-end = 說明停運已恢復；其項目恢復運作
help-outages-close = 成因已明，結束已恢復的停運
help-outages-cancel = 說明所預告的停運不會發生
help-outages-title = 標題
help-outages-item = 停運的項目，可在「=」後寫 degraded 或 out_of_service；未提供則為 out_of_service
help-outages-from = 開始時間；未提供則為現在
help-outages-opened-from = 開始時間；未提供則如預告
help-outages-until = 預計結束時間
help-outages-no-until = 未知何時結束
help-outages-to = 恢復時間；未提供則為現在
help-outages-entered-to = 恢復時間：整項補記，不再更改任何項目
help-outages-planned = 屬計劃內；須在開始前連同 --until 預告，停頓限額才會視為計劃內
help-outages-unplanned = 並非計劃內
help-outages-cause = 以文字說明成因
help-outages-cause-item = 引致停運的項目；留空即移除
help-outages-change = 所屬的變更：計劃內者為期間所進行的變更，其餘為引致停運的變更；留空即移除
help-outages-since = 所列項目停運或改變程度的時間；未提供則由開始時起
help-outages-back = 已恢復的項目
help-outages-back-at = 恢復時間；未提供則為現在；與開始時間相同即從未停運
help-outages-reason = 原因
done-outages-new = { $id }「{ $title }」：{ $state }（記錄編號 { $seq }）{ $set ->
    [0] 。
   *[other] ；已設定 { $set } 個項目的運作情況。
}
done-outages-edit = 已更正 { $id }「{ $title }」（記錄編號 { $seq }）{ $set ->
    [0] 。
   *[other] ；已設定 { $set } 個項目的運作情況。
}
done-outages-open = { $id }「{ $title }」已開始（記錄編號 { $seq }）{ $set ->
    [0] 。
   *[other] ；已設定 { $set } 個項目的運作情況。
}
done-outages-end = { $id }「{ $title }」已恢復（記錄編號 { $seq }）{ $set ->
    [0] 。
   *[other] ；已設定 { $set } 個項目的運作情況。
}
done-outages-close = { $id }「{ $title }」已結束（記錄編號 { $seq }）。
done-outages-cancel = { $id }「{ $title }」已取消（記錄編號 { $seq }）。
outages-as-it-was = { $id }「{ $title }」維持不變：沒有記錄任何資料。
outages-not-agreed = { $id } 稱為計劃內，但開始前並無預告：停頓限額視為計劃外。
outages-agreed = 於 { $at } 預告：由 { $start } 至 { $end }。
outages-expected = { $end }（預計）
outages-announced = 計劃內
outages-called-planned = 稱為計劃內
outages-unplanned = 計劃外
outages-heading = 停運
outages-none = 沒有停運記錄。如要記錄：cairn outages new TITLE --item CI
outages-none-in-state = 沒有此狀態的停運。
outages-items = 停運的項目
outages-services = 單就此事受影響的服務
outages-in-change = 在變更 { $change }「{ $title }」期間進行。
outages-by-change = 由變更 { $change }「{ $title }」引致。
outages-cause = 成因
outages-cause-item = 由此項目引致
outage-deed-open = 開始
outage-deed-end = 恢復
outage-deed-close = 結束
outage-deed-cancel = 取消
outage-field-title = 標題
outage-field-from = 開始時間
outage-field-expected_end = 預計結束時間
outage-field-to = 恢復時間
outage-field-planned = 計劃內
outage-field-cause = 成因
outage-field-cause_item = 引致停運的項目
outage-field-change = 變更
outage-field-item = 項目
column-outage = 停運
column-item-names = 項目
column-span = 由何時至何時
column-operation-now = 現時運作情況
outage-event-announce = 已預告
outage-event-record = 開始
outage-event-enter = 補記，已恢復
outage-event-open = 如預告開始
outage-event-end = 已恢復
outage-event-close = 已結束
outage-event-cancel = 已取消
outage-event-edit = 已更正
