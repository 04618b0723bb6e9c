<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>window</name>
  <message>
   <source>New case…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>New case…</translation>
  </message>
  <message>
   <source>Make an empty case file.</source>
   <extracomment>What the command 'New case…' does.</extracomment>
   <translation>Make an empty case file.</translation>
  </message>
  <message>
   <source>Open case…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Open case…</translation>
  </message>
  <message>
   <source>Open a case file.</source>
   <extracomment>What the command 'Open case…' does.</extracomment>
   <translation>Open a case file.</translation>
  </message>
  <message>
   <source>Open the sample case</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Open the sample case</translation>
  </message>
  <message>
   <source>Open a made-up theft to try everything on.</source>
   <extracomment>What the command 'Open the sample case' does.</extracomment>
   <translation>Open a made-up theft to try everything on.</translation>
  </message>
  <message>
   <source>Import…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Import…</translation>
  </message>
  <message>
   <source>Import transfers, blocks or labels from files.</source>
   <extracomment>What the command 'Import…' does.</extracomment>
   <translation>Import transfers, blocks or labels from files.</translation>
  </message>
  <message>
   <source>Title and question…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Title and question…</translation>
  </message>
  <message>
   <source>Say what the case is called and what it is to answer.</source>
   <extracomment>What the command 'Title and question…' does.</extracomment>
   <translation>Say what the case is called and what it is to answer.</translation>
  </message>
  <message>
   <source>Verify</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Verify</translation>
  </message>
  <message>
   <source>Check the journal, the evidence and the scores against their hashes.</source>
   <extracomment>What the command 'Verify' does.</extracomment>
   <translation>Check the journal, the evidence and the scores against their hashes.</translation>
  </message>
  <message>
   <source>Hand over…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Hand over…</translation>
  </message>
  <message>
   <source>Write the case or its exhibits into one file that anybody can check with Python alone.</source>
   <extracomment>What the command 'Hand over…' does.</extracomment>
   <translation>Write the case or its exhibits into one file that anybody can check with Python alone.</translation>
  </message>
  <message>
   <source>Pull…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Pull…</translation>
  </message>
  <message>
   <source>Pull the transactions around accounts from a node or an explorer.</source>
   <extracomment>What the command 'Pull…' does.</extracomment>
   <translation>Pull the transactions around accounts from a node or an explorer.</translation>
  </message>
  <message>
   <source>Push frontier…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Push frontier…</translation>
  </message>
  <message>
   <source>Pull on from the selected accounts at which a pull stopped, or from all of these.</source>
   <extracomment>What the command 'Push frontier…' does.</extracomment>
   <translation>Pull on from the selected accounts at which a pull stopped, or from all of these.</translation>
  </message>
  <message>
   <source>Prices…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Prices…</translation>
  </message>
  <message>
   <source>See the prices in the case, and get more from a table or a node.</source>
   <extracomment>What the command 'Prices…' does.</extracomment>
   <translation>See the prices in the case, and get more from a table or a node.</translation>
  </message>
  <message>
   <source>Completeness…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Completeness…</translation>
  </message>
  <message>
   <source>Check whether all there is about the selected or all pulled accounts is in the case.</source>
   <extracomment>What the command 'Completeness…' does.</extracomment>
   <translation>Check whether all there is about the selected or all pulled accounts is in the case.</translation>
  </message>
  <message>
   <source>Close case</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Close case</translation>
  </message>
  <message>
   <source>Close the case; everything is kept in its file already.</source>
   <extracomment>What the command 'Close case' does.</extracomment>
   <translation>Close the case; everything is kept in its file already.</translation>
  </message>
  <message>
   <source>Quit</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Quit</translation>
  </message>
  <message>
   <source>Close the program.</source>
   <extracomment>What the command 'Quit' does.</extracomment>
   <translation>Close the program.</translation>
  </message>
  <message>
   <source>Case</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Case</translation>
  </message>
  <message>
   <source>Undo</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Undo</translation>
  </message>
  <message>
   <source>Take back the last edit; the journal keeps both.</source>
   <extracomment>What the command 'Undo' does.</extracomment>
   <translation>Take back the last edit; the journal keeps both.</translation>
  </message>
  <message>
   <source>Redo</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Redo</translation>
  </message>
  <message>
   <source>Do again what was taken back.</source>
   <extracomment>What the command 'Redo' does.</extracomment>
   <translation>Do again what was taken back.</translation>
  </message>
  <message>
   <source>Select all</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Select all</translation>
  </message>
  <message>
   <source>Select every account on the chart.</source>
   <extracomment>What the command 'Select all' does.</extracomment>
   <translation>Select every account on the chart.</translation>
  </message>
  <message>
   <source>Select none</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Select none</translation>
  </message>
  <message>
   <source>Select nothing.</source>
   <extracomment>What the command 'Select none' does.</extracomment>
   <translation>Select nothing.</translation>
  </message>
  <message>
   <source>Select neighbours</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Select neighbours</translation>
  </message>
  <message>
   <source>Add the counterparties on the chart to the selection.</source>
   <extracomment>What the command 'Select neighbours' does.</extracomment>
   <translation>Add the counterparties on the chart to the selection.</translation>
  </message>
  <message>
   <source>Copy address</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Copy address</translation>
  </message>
  <message>
   <source>Copy the addresses of the selected accounts.</source>
   <extracomment>What the command 'Copy address' does.</extracomment>
   <translation>Copy the addresses of the selected accounts.</translation>
  </message>
  <message>
   <source>Search or filter</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Search or filter</translation>
  </message>
  <message>
   <source>Go to the query field.</source>
   <extracomment>What the command 'Search or filter' does.</extracomment>
   <translation>Go to the query field.</translation>
  </message>
  <message>
   <source>New hypothesis…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>New hypothesis…</translation>
  </message>
  <message>
   <source>Name where you stand, and go on from it beside what there is.</source>
   <extracomment>What the command 'New hypothesis…' does.</extracomment>
   <translation>Name where you stand, and go on from it beside what there is.</translation>
  </message>
  <message>
   <source>Rename hypothesis…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Rename hypothesis…</translation>
  </message>
  <message>
   <source>Give the hypothesis on which you are another name.</source>
   <extracomment>What the command 'Rename hypothesis…' does.</extracomment>
   <translation>Give the hypothesis on which you are another name.</translation>
  </message>
  <message>
   <source>Compare hypotheses…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Compare hypotheses…</translation>
  </message>
  <message>
   <source>See two hypotheses side by side, with what differs marked.</source>
   <extracomment>What the command 'Compare hypotheses…' does.</extracomment>
   <translation>See two hypotheses side by side, with what differs marked.</translation>
  </message>
  <message>
   <source>Merge hypothesis…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Merge hypothesis…</translation>
  </message>
  <message>
   <source>Take over what another hypothesis came to; you decide each conflict.</source>
   <extracomment>What the command 'Merge hypothesis…' does.</extracomment>
   <translation>Take over what another hypothesis came to; you decide each conflict.</translation>
  </message>
  <message>
   <source>Take in a copy…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Take in a copy…</translation>
  </message>
  <message>
   <source>Take in a colleague's copy of this case: evidence and steps, nothing merged.</source>
   <extracomment>What the command 'Take in a copy…' does.</extracomment>
   <translation>Take in a colleague's copy of this case: evidence and steps, nothing merged.</translation>
  </message>
  <message>
   <source>Hypotheses</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Hypotheses</translation>
  </message>
  <message>
   <source>Save filter…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Save filter…</translation>
  </message>
  <message>
   <source>Keep the present filter in the case by a name.</source>
   <extracomment>What the command 'Save filter…' does.</extracomment>
   <translation>Keep the present filter in the case by a name.</translation>
  </message>
  <message>
   <source>Saved filters…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Saved filters…</translation>
  </message>
  <message>
   <source>Use or let go of filters and lists that are kept in the case.</source>
   <extracomment>What the command 'Saved filters…' does.</extracomment>
   <translation>Use or let go of filters and lists that are kept in the case.</translation>
  </message>
  <message>
   <source>Find a list of addresses…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Find a list of addresses…</translation>
  </message>
  <message>
   <source>Look for pasted addresses, show them or filter by them.</source>
   <extracomment>What the command 'Find a list of addresses…' does.</extracomment>
   <translation>Look for pasted addresses, show them or filter by them.</translation>
  </message>
  <message>
   <source>Export transfers…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Export transfers…</translation>
  </message>
  <message>
   <source>Write the transfers listed in the table as CSV, TSV or Parquet.</source>
   <extracomment>What the command 'Export transfers…' does.</extracomment>
   <translation>Write the transfers listed in the table as CSV, TSV or Parquet.</translation>
  </message>
  <message>
   <source>How to filter</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>How to filter</translation>
  </message>
  <message>
   <source>Show the language of filters and search on one page.</source>
   <extracomment>What the command 'How to filter' does.</extracomment>
   <translation>Show the language of filters and search on one page.</translation>
  </message>
  <message>
   <source>Filter</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Expand one hop</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Expand one hop</translation>
  </message>
  <message>
   <source>Show whom the selected accounts dealt with.</source>
   <extracomment>What the command 'Expand one hop' does.</extracomment>
   <translation>Show whom the selected accounts dealt with.</translation>
  </message>
  <message>
   <source>Expand two hops</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Expand two hops</translation>
  </message>
  <message>
   <source>Follow the money two transfers far.</source>
   <extracomment>What the command 'Expand two hops' does.</extracomment>
   <translation>Follow the money two transfers far.</translation>
  </message>
  <message>
   <source>Expand…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Expand…</translation>
  </message>
  <message>
   <source>Choose hops, direction, time, asset and amounts to follow.</source>
   <extracomment>What the command 'Expand…' does.</extracomment>
   <translation>Choose hops, direction, time, asset and amounts to follow.</translation>
  </message>
  <message>
   <source>Hide</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Hide</translation>
  </message>
  <message>
   <source>Take the selected accounts off the chart.</source>
   <extracomment>What the command 'Hide' does.</extracomment>
   <translation>Take the selected accounts off the chart.</translation>
  </message>
  <message>
   <source>Show only selected</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Show only selected</translation>
  </message>
  <message>
   <source>Take everything else off the chart.</source>
   <extracomment>What the command 'Show only selected' does.</extracomment>
   <translation>Take everything else off the chart.</translation>
  </message>
  <message>
   <source>Show whole case</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Show whole case</translation>
  </message>
  <message>
   <source>Put every account of the case on the chart.</source>
   <extracomment>What the command 'Show whole case' does.</extracomment>
   <translation>Put every account of the case on the chart.</translation>
  </message>
  <message>
   <source>Lasso</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Lasso</translation>
  </message>
  <message>
   <source>Drag on the chart to select; once more to pan again.</source>
   <extracomment>What the command 'Lasso' does.</extracomment>
   <translation>Drag on the chart to select; once more to pan again.</translation>
  </message>
  <message>
   <source>Group…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Group…</translation>
  </message>
  <message>
   <source>Draw the selected accounts as one node, under a name.</source>
   <extracomment>What the command 'Group…' does.</extracomment>
   <translation>Draw the selected accounts as one node, under a name.</translation>
  </message>
  <message>
   <source>Ungroup</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Ungroup</translation>
  </message>
  <message>
   <source>Let the groups of what is selected go; their accounts stand by themselves again.</source>
   <extracomment>What the command 'Ungroup' does.</extracomment>
   <translation>Let the groups of what is selected go; their accounts stand by themselves again.</translation>
  </message>
  <message>
   <source>Open or fold group</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Open or fold group</translation>
  </message>
  <message>
   <source>Show the accounts of a group, or draw them as one again.</source>
   <extracomment>What the command 'Open or fold group' does.</extracomment>
   <translation>Show the accounts of a group, or draw them as one again.</translation>
  </message>
  <message>
   <source>Collapse to top 20 and rest</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Collapse to top 20 and rest</translation>
  </message>
  <message>
   <source>Leave the 20 largest counterparties of what is selected, and draw the rest as one.</source>
   <extracomment>What the command 'Collapse to top 20 and rest' does.</extracomment>
   <translation>Leave the 20 largest counterparties of what is selected, and draw the rest as one.</translation>
  </message>
  <message>
   <source>Highlight way</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Highlight way</translation>
  </message>
  <message>
   <source>Show the shortest way between the selected accounts, or from a seed.</source>
   <extracomment>What the command 'Highlight way' does.</extracomment>
   <translation>Show the shortest way between the selected accounts, or from a seed.</translation>
  </message>
  <message>
   <source>Open into transfers</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Open into transfers</translation>
  </message>
  <message>
   <source>Draw the transfers of the selected edge one by one, or as one again.</source>
   <extracomment>What the command 'Open into transfers' does.</extracomment>
   <translation>Draw the transfers of the selected edge one by one, or as one again.</translation>
  </message>
  <message>
   <source>Layout: flow of money</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Layout: flow of money</translation>
  </message>
  <message>
   <source>Lay the chart out along the way of the money.</source>
   <extracomment>What the command 'Layout: flow of money' does.</extracomment>
   <translation>Lay the chart out along the way of the money.</translation>
  </message>
  <message>
   <source>Layout: flow by time</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Layout: flow by time</translation>
  </message>
  <message>
   <source>Lay the way of the money out from left to right in the order of time.</source>
   <extracomment>What the command 'Layout: flow by time' does.</extracomment>
   <translation>Lay the way of the money out from left to right in the order of time.</translation>
  </message>
  <message>
   <source>Layout: forces</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Layout: forces</translation>
  </message>
  <message>
   <source>Lay the chart out so that groups stand together.</source>
   <extracomment>What the command 'Layout: forces' does.</extracomment>
   <translation>Lay the chart out so that groups stand together.</translation>
  </message>
  <message>
   <source>Layout: hierarchy</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Layout: hierarchy</translation>
  </message>
  <message>
   <source>Lay the chart out in levels below the selected accounts, or the seeds.</source>
   <extracomment>What the command 'Layout: hierarchy' does.</extracomment>
   <translation>Lay the chart out in levels below the selected accounts, or the seeds.</translation>
  </message>
  <message>
   <source>Layout: rings</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Layout: rings</translation>
  </message>
  <message>
   <source>Lay the chart out in rings around the selected accounts, or the seeds.</source>
   <extracomment>What the command 'Layout: rings' does.</extracomment>
   <translation>Lay the chart out in rings around the selected accounts, or the seeds.</translation>
  </message>
  <message>
   <source>Layout: by entity</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Layout: by entity</translation>
  </message>
  <message>
   <source>Lay the chart out so that the accounts of each entity stand together.</source>
   <extracomment>What the command 'Layout: by entity' does.</extracomment>
   <translation>Lay the chart out so that the accounts of each entity stand together.</translation>
  </message>
  <message>
   <source>Lay out anew</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Lay out anew</translation>
  </message>
  <message>
   <source>Forget where things stood, but for what was placed by hand.</source>
   <extracomment>What the command 'Lay out anew' does.</extracomment>
   <translation>Forget where things stood, but for what was placed by hand.</translation>
  </message>
  <message>
   <source>Stop laying out</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Stop laying out</translation>
  </message>
  <message>
   <source>Stop the layout that is at work, and keep what is shown.</source>
   <extracomment>What the command 'Stop laying out' does.</extracomment>
   <translation>Stop the layout that is at work, and keep what is shown.</translation>
  </message>
  <message>
   <source>Align left</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Align left</translation>
  </message>
  <message>
   <source>Move the selected accounts to the leftmost of them.</source>
   <extracomment>What the command 'Align left' does.</extracomment>
   <translation>Move the selected accounts to the leftmost of them.</translation>
  </message>
  <message>
   <source>Align right</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Align right</translation>
  </message>
  <message>
   <source>Move the selected accounts to the rightmost of them.</source>
   <extracomment>What the command 'Align right' does.</extracomment>
   <translation>Move the selected accounts to the rightmost of them.</translation>
  </message>
  <message>
   <source>Align top</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Align top</translation>
  </message>
  <message>
   <source>Move the selected accounts to the topmost of them.</source>
   <extracomment>What the command 'Align top' does.</extracomment>
   <translation>Move the selected accounts to the topmost of them.</translation>
  </message>
  <message>
   <source>Align bottom</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Align bottom</translation>
  </message>
  <message>
   <source>Move the selected accounts to the lowest of them.</source>
   <extracomment>What the command 'Align bottom' does.</extracomment>
   <translation>Move the selected accounts to the lowest of them.</translation>
  </message>
  <message>
   <source>Align centres in a column</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Align centres in a column</translation>
  </message>
  <message>
   <source>Put the selected accounts under each other.</source>
   <extracomment>What the command 'Align centres in a column' does.</extracomment>
   <translation>Put the selected accounts under each other.</translation>
  </message>
  <message>
   <source>Align centres in a row</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Align centres in a row</translation>
  </message>
  <message>
   <source>Put the selected accounts beside each other.</source>
   <extracomment>What the command 'Align centres in a row' does.</extracomment>
   <translation>Put the selected accounts beside each other.</translation>
  </message>
  <message>
   <source>Distribute horizontally</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Distribute horizontally</translation>
  </message>
  <message>
   <source>Make the distances across between the selected accounts equal.</source>
   <extracomment>What the command 'Distribute horizontally' does.</extracomment>
   <translation>Make the distances across between the selected accounts equal.</translation>
  </message>
  <message>
   <source>Distribute vertically</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Distribute vertically</translation>
  </message>
  <message>
   <source>Make the distances down between the selected accounts equal.</source>
   <extracomment>What the command 'Distribute vertically' does.</extracomment>
   <translation>Make the distances down between the selected accounts equal.</translation>
  </message>
  <message>
   <source>Pin</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Pin</translation>
  </message>
  <message>
   <source>Keep the selected accounts where they stand, in every layout.</source>
   <extracomment>What the command 'Pin' does.</extracomment>
   <translation>Keep the selected accounts where they stand, in every layout.</translation>
  </message>
  <message>
   <source>Unpin</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Unpin</translation>
  </message>
  <message>
   <source>Let the layout place the selected accounts again.</source>
   <extracomment>What the command 'Unpin' does.</extracomment>
   <translation>Let the layout place the selected accounts again.</translation>
  </message>
  <message>
   <source>Glide between layouts</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Glide between layouts</translation>
  </message>
  <message>
   <source>Have accounts move to their new places, or stand there at once.</source>
   <extracomment>What the command 'Glide between layouts' does.</extracomment>
   <translation>Have accounts move to their new places, or stand there at once.</translation>
  </message>
  <message>
   <source>Layout</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Layout</translation>
  </message>
  <message>
   <source>Trace forward…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Trace forward…</translation>
  </message>
  <message>
   <source>Follow the money of what is selected to where it is now, under every convention.</source>
   <extracomment>What the command 'Trace forward…' does.</extracomment>
   <translation>Follow the money of what is selected to where it is now, under every convention.</translation>
  </message>
  <message>
   <source>Trace back…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Trace back…</translation>
  </message>
  <message>
   <source>Follow the money of what is selected back to where it came from.</source>
   <extracomment>What the command 'Trace back…' does.</extracomment>
   <translation>Follow the money of what is selected back to where it came from.</translation>
  </message>
  <message>
   <source>Paths between…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Paths between…</translation>
  </message>
  <message>
   <source>Find ways by which money can have gone between the selected accounts.</source>
   <extracomment>What the command 'Paths between…' does.</extracomment>
   <translation>Find ways by which money can have gone between the selected accounts.</translation>
  </message>
  <message>
   <source>Find patterns</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Find patterns</translation>
  </message>
  <message>
   <source>Look for patterns such as peel chains and wash trading in the whole case.</source>
   <extracomment>What the command 'Find patterns' does.</extracomment>
   <translation>Look for patterns such as peel chains and wash trading in the whole case.</translation>
  </message>
  <message>
   <source>Worth a look first</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Worth a look first</translation>
  </message>
  <message>
   <source>Rank the accounts that money of the selected ones can have come to: a lead.</source>
   <extracomment>What the command 'Worth a look first' does.</extracomment>
   <translation>Rank the accounts that money of the selected ones can have come to: a lead.</translation>
  </message>
  <message>
   <source>Risk exposure…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Risk exposure…</translation>
  </message>
  <message>
   <source>See from which labelled categories the account's money comes, and to which it goes.</source>
   <extracomment>What the command 'Risk exposure…' does.</extracomment>
   <translation>See from which labelled categories the account's money comes, and to which it goes.</translation>
  </message>
  <message>
   <source>Opposing expert</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Opposing expert</translation>
  </message>
  <message>
   <source>See which ordinary explanations of the selected accounts, or of all findings, are open.</source>
   <extracomment>What the command 'Opposing expert' does.</extracomment>
   <translation>See which ordinary explanations of the selected accounts, or of all findings, are open.</translation>
  </message>
  <message>
   <source>Look for accounts that belong together, by links with witnesses.</source>
   <extracomment>What the command 'Find entities' does.</extracomment>
   <translation>Look for accounts that belong together, by links with witnesses.</translation>
  </message>
  <message>
   <source>Why are these one?</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Why are these one?</translation>
  </message>
  <message>
   <source>Show by which links the two selected accounts are one entity, and what would part them.</source>
   <extracomment>What the command 'Why are these one?' does.</extracomment>
   <translation>Show by which links the two selected accounts are one entity, and what would part them.</translation>
  </message>
  <message>
   <source>Keep apart</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Keep apart</translation>
  </message>
  <message>
   <source>Let no link between the two selected accounts count, or let it count again.</source>
   <extracomment>What the command 'Keep apart' does.</extracomment>
   <translation>Let no link between the two selected accounts count, or let it count again.</translation>
  </message>
  <message>
   <source>Follow</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Follow</translation>
  </message>
  <message>
   <source>Label…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Label…</translation>
  </message>
  <message>
   <source>Say what the selected accounts are, how sure it is, and who says so.</source>
   <extracomment>What the command 'Label…' does.</extracomment>
   <translation>Say what the selected accounts are, how sure it is, and who says so.</translation>
  </message>
  <message>
   <source>Mark illicit</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Mark illicit</translation>
  </message>
  <message>
   <source>Label the selected accounts as illicit.</source>
   <extracomment>What the command 'Mark illicit' does.</extracomment>
   <translation>Label the selected accounts as illicit.</translation>
  </message>
  <message>
   <source>Mark licit</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Mark licit</translation>
  </message>
  <message>
   <source>Label the selected accounts as licit.</source>
   <extracomment>What the command 'Mark licit' does.</extracomment>
   <translation>Label the selected accounts as licit.</translation>
  </message>
  <message>
   <source>Clear labels</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Clear labels</translation>
  </message>
  <message>
   <source>Take your own labels off the selected accounts.</source>
   <extracomment>What the command 'Clear labels' does.</extracomment>
   <translation>Take your own labels off the selected accounts.</translation>
  </message>
  <message>
   <source>Write a note about the selected account.</source>
   <extracomment>What the command 'Note' does.</extracomment>
   <translation>Write a note about the selected account.</translation>
  </message>
  <message>
   <source>Prove transaction</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Prove transaction</translation>
  </message>
  <message>
   <source>Prove by a Merkle proof that the selected transfers' transactions are in their blocks.</source>
   <extracomment>What the command 'Prove transaction' does.</extracomment>
   <translation>Prove by a Merkle proof that the selected transfers' transactions are in their blocks.</translation>
  </message>
  <message>
   <source>Seed</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Seed</translation>
  </message>
  <message>
   <source>Start the case from the selected accounts, or no longer.</source>
   <extracomment>What the command 'Seed' does.</extracomment>
   <translation>Start the case from the selected accounts, or no longer.</translation>
  </message>
  <message>
   <source>State a finding that rests on what is selected.</source>
   <extracomment>What the command 'State finding…' does.</extracomment>
   <translation>State a finding that rests on what is selected.</translation>
  </message>
  <message>
   <source>Claims</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Claims</translation>
  </message>
  <message>
   <source>Keep the selected transfers or accounts as exhibits, or no longer.</source>
   <extracomment>What the command 'Add exhibit' does.</extracomment>
   <translation>Keep the selected transfers or accounts as exhibits, or no longer.</translation>
  </message>
  <message>
   <source>Colour…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Colour…</translation>
  </message>
  <message>
   <source>Give the selected accounts a colour of your own on the chart.</source>
   <extracomment>What the command 'Colour…' does.</extracomment>
   <translation>Give the selected accounts a colour of your own on the chart.</translation>
  </message>
  <message>
   <source>Bookmark</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Bookmark</translation>
  </message>
  <message>
   <source>Bookmark the selected accounts, or no longer.</source>
   <extracomment>What the command 'Bookmark' does.</extracomment>
   <translation>Bookmark the selected accounts, or no longer.</translation>
  </message>
  <message>
   <source>Name bookmark…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Name bookmark…</translation>
  </message>
  <message>
   <source>Say what the bookmark of the selected account is called.</source>
   <extracomment>What the command 'Name bookmark…' does.</extracomment>
   <translation>Say what the bookmark of the selected account is called.</translation>
  </message>
  <message>
   <source>Next bookmark</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Next bookmark</translation>
  </message>
  <message>
   <source>Go to the next bookmark.</source>
   <extracomment>What the command 'Next bookmark' does.</extracomment>
   <translation>Go to the next bookmark.</translation>
  </message>
  <message>
   <source>Previous bookmark</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Previous bookmark</translation>
  </message>
  <message>
   <source>Go to the bookmark before.</source>
   <extracomment>What the command 'Previous bookmark' does.</extracomment>
   <translation>Go to the bookmark before.</translation>
  </message>
  <message>
   <source>Marks</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Marks</translation>
  </message>
  <message>
   <source>Draw rectangle</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Draw rectangle</translation>
  </message>
  <message>
   <source>Drag a rectangle on the chart; press Enter to have it in the middle.</source>
   <extracomment>What the command 'Draw rectangle' does.</extracomment>
   <translation>Drag a rectangle on the chart; press Enter to have it in the middle.</translation>
  </message>
  <message>
   <source>Draw ellipse</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Draw ellipse</translation>
  </message>
  <message>
   <source>Drag an ellipse on the chart; press Enter to have it in the middle.</source>
   <extracomment>What the command 'Draw ellipse' does.</extracomment>
   <translation>Drag an ellipse on the chart; press Enter to have it in the middle.</translation>
  </message>
  <message>
   <source>Draw arrow</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Draw arrow</translation>
  </message>
  <message>
   <source>Drag an arrow on the chart; press Enter to have it in the middle.</source>
   <extracomment>What the command 'Draw arrow' does.</extracomment>
   <translation>Drag an arrow on the chart; press Enter to have it in the middle.</translation>
  </message>
  <message>
   <source>Write on chart</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Write on chart</translation>
  </message>
  <message>
   <source>Put a text on the chart where you click, or in the middle with Enter.</source>
   <extracomment>What the command 'Write on chart' does.</extracomment>
   <translation>Put a text on the chart where you click, or in the middle with Enter.</translation>
  </message>
  <message>
   <source>Next drawing</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Next drawing</translation>
  </message>
  <message>
   <source>Select the next drawing; arrow keys move it, with Shift its far end.</source>
   <extracomment>What the command 'Next drawing' does.</extracomment>
   <translation>Select the next drawing; arrow keys move it, with Shift its far end.</translation>
  </message>
  <message>
   <source>Edit drawing…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Edit drawing…</translation>
  </message>
  <message>
   <source>Change what the selected drawing says, and its colour.</source>
   <extracomment>What the command 'Edit drawing…' does.</extracomment>
   <translation>Change what the selected drawing says, and its colour.</translation>
  </message>
  <message>
   <source>Remove drawing</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Remove drawing</translation>
  </message>
  <message>
   <source>Remove the selected drawing.</source>
   <extracomment>What the command 'Remove drawing' does.</extracomment>
   <translation>Remove the selected drawing.</translation>
  </message>
  <message>
   <source>Draw</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Draw</translation>
  </message>
  <message>
   <source>Score</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Score</translation>
  </message>
  <message>
   <source>Have the chosen model score every account and cluster.</source>
   <extracomment>What the command 'Score' does.</extracomment>
   <translation>Have the chosen model score every account and cluster.</translation>
  </message>
  <message>
   <source>Why this score?</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Why this score?</translation>
  </message>
  <message>
   <source>Say which features and transfers carry the score of the selected account, and draw them.</source>
   <extracomment>What the command 'Why this score?' does.</extracomment>
   <translation>Say which features and transfers carry the score of the selected account, and draw them.</translation>
  </message>
  <message>
   <source>Score anew</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Score anew</translation>
  </message>
  <message>
   <source>Score the selected accounts from their surroundings, at once, beside the scores kept.</source>
   <extracomment>What the command 'Score anew' does.</extracomment>
   <translation>Score the selected accounts from their surroundings, at once, beside the scores kept.</translation>
  </message>
  <message>
   <source>Where scores come from</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Where scores come from</translation>
  </message>
  <message>
   <source>Say which model gave the newest scores, and which labels taught it.</source>
   <extracomment>What the command 'Where scores come from' does.</extracomment>
   <translation>Say which model gave the newest scores, and which labels taught it.</translation>
  </message>
  <message>
   <source>Train…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Train…</translation>
  </message>
  <message>
   <source>Train a model from your labels.</source>
   <extracomment>What the command 'Train…' does.</extracomment>
   <translation>Train a model from your labels.</translation>
  </message>
  <message>
   <source>Models…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Models…</translation>
  </message>
  <message>
   <source>See the models, what they learned from and how well they do.</source>
   <extracomment>What the command 'Models…' does.</extracomment>
   <translation>See the models, what they learned from and how well they do.</translation>
  </message>
  <message>
   <source>Report…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Report…</translation>
  </message>
  <message>
   <source>Write the case as a PDF that says how to verify it.</source>
   <extracomment>What the command 'Report…' does.</extracomment>
   <translation>Write the case as a PDF that says how to verify it.</translation>
  </message>
  <message>
   <source>Save chart as image…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Save chart as image…</translation>
  </message>
  <message>
   <source>Write the chart or what is seen of it as PNG, SVG or PDF, with legend, scale, filter and case stamp.</source>
   <extracomment>What the command 'Save chart as image…' does.</extracomment>
   <translation>Write the chart or what is seen of it as PNG, SVG or PDF, with legend, scale, filter and case stamp.</translation>
  </message>
  <message>
   <source>Export…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Export…</translation>
  </message>
  <message>
   <source>Hand the case on in a format that others read: STIX, CASE/UCO, TagPack, GraphML, CSV and more.</source>
   <extracomment>What the command 'Export…' does.</extracomment>
   <translation>Hand the case on in a format that others read: STIX, CASE/UCO, TagPack, GraphML, CSV and more.</translation>
  </message>
  <message>
   <source>Sign the journal</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Sign the journal</translation>
  </message>
  <message>
   <source>Sign what was done since the last signature with your key; one is made at first need.</source>
   <extracomment>What the command 'Sign the journal' does.</extracomment>
   <translation>Sign what was done since the last signature with your key; one is made at first need.</translation>
  </message>
  <message>
   <source>Time stamp…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Time stamp…</translation>
  </message>
  <message>
   <source>Have an authority say since when the case is as it is.</source>
   <extracomment>What the command 'Time stamp…' does.</extracomment>
   <translation>Have an authority say since when the case is as it is.</translation>
  </message>
  <message>
   <source>Forget in the memory</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Forget in the memory</translation>
  </message>
  <message>
   <source>Forget which addresses are in this case, and remember it no more across cases.</source>
   <extracomment>What the command 'Forget in the memory' does.</extracomment>
   <translation>Forget which addresses are in this case, and remember it no more across cases.</translation>
  </message>
  <message>
   <source>Work out again</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Work out again</translation>
  </message>
  <message>
   <source>Build the case again from evidence and journal alone, and compare all results.</source>
   <extracomment>What the command 'Work out again' does.</extracomment>
   <translation>Build the case again from evidence and journal alone, and compare all results.</translation>
  </message>
  <message>
   <source>Chart</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Chart</translation>
  </message>
  <message>
   <source>Show the chart with timeline and table.</source>
   <extracomment>What the command 'Chart' does.</extracomment>
   <translation>Show the chart with timeline and table.</translation>
  </message>
  <message>
   <source>Transfers</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Transfers</translation>
  </message>
  <message>
   <source>Give the table of transfers all the room.</source>
   <extracomment>What the command 'Transfers' does.</extracomment>
   <translation>Give the table of transfers all the room.</translation>
  </message>
  <message>
   <source>Results</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Results</translation>
  </message>
  <message>
   <source>Show what patterns, paths and traces came to, under the chart.</source>
   <extracomment>What the command 'Results' does.</extracomment>
   <translation>Show what patterns, paths and traces came to, under the chart.</translation>
  </message>
  <message>
   <source>Show what was stated, and the exhibits.</source>
   <extracomment>What the command 'Findings' does.</extracomment>
   <translation>Show what was stated, and the exhibits.</translation>
  </message>
  <message>
   <source>Decide on the accounts whose label tells most.</source>
   <extracomment>What the command 'Label next' does.</extracomment>
   <translation>Decide on the accounts whose label tells most.</translation>
  </message>
  <message>
   <source>Show the journal: every step, and what was undone.</source>
   <extracomment>What the command 'History' does.</extracomment>
   <translation>Show the journal: every step, and what was undone.</translation>
  </message>
  <message>
   <source>Show running work and how it ended.</source>
   <extracomment>What the command 'Tasks' does.</extracomment>
   <translation>Show running work and how it ended.</translation>
  </message>
  <message>
   <source>Places</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Places</translation>
  </message>
  <message>
   <source>Fit chart</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Fit chart</translation>
  </message>
  <message>
   <source>Show everything on the chart.</source>
   <extracomment>What the command 'Fit chart' does.</extracomment>
   <translation>Show everything on the chart.</translation>
  </message>
  <message>
   <source>Fit selection</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Fit selection</translation>
  </message>
  <message>
   <source>Show what is selected.</source>
   <extracomment>What the command 'Fit selection' does.</extracomment>
   <translation>Show what is selected.</translation>
  </message>
  <message>
   <source>Zoom in</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Zoom in</translation>
  </message>
  <message>
   <source>See the chart from nearer.</source>
   <extracomment>What the command 'Zoom in' does.</extracomment>
   <translation>See the chart from nearer.</translation>
  </message>
  <message>
   <source>Zoom out</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Zoom out</translation>
  </message>
  <message>
   <source>See the chart from farther.</source>
   <extracomment>What the command 'Zoom out' does.</extracomment>
   <translation>See the chart from farther.</translation>
  </message>
  <message>
   <source>Left panel</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Left panel</translation>
  </message>
  <message>
   <source>Show or hide the left panel.</source>
   <extracomment>What the command 'Left panel' does.</extracomment>
   <translation>Show or hide the left panel.</translation>
  </message>
  <message>
   <source>Inspector</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Inspector</translation>
  </message>
  <message>
   <source>Show or hide the inspector.</source>
   <extracomment>What the command 'Inspector' does.</extracomment>
   <translation>Show or hide the inspector.</translation>
  </message>
  <message>
   <source>Timeline</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Timeline</translation>
  </message>
  <message>
   <source>Show or hide the timeline.</source>
   <extracomment>What the command 'Timeline' does.</extracomment>
   <translation>Show or hide the timeline.</translation>
  </message>
  <message>
   <source>Transfer table</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Transfer table</translation>
  </message>
  <message>
   <source>Show or hide the table under the chart.</source>
   <extracomment>What the command 'Transfer table' does.</extracomment>
   <translation>Show or hide the table under the chart.</translation>
  </message>
  <message>
   <source>Dark or light</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Dark or light</translation>
  </message>
  <message>
   <source>Change between the dark and the light theme.</source>
   <extracomment>What the command 'Dark or light' does.</extracomment>
   <translation>Change between the dark and the light theme.</translation>
  </message>
  <message>
   <source>Larger text</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Larger text</translation>
  </message>
  <message>
   <source>Show all text larger, up to 150 %.</source>
   <extracomment>What the command 'Larger text' does.</extracomment>
   <translation>Show all text larger, up to 150 %.</translation>
  </message>
  <message>
   <source>Smaller text</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Smaller text</translation>
  </message>
  <message>
   <source>Show all text smaller, down to 80 %.</source>
   <extracomment>What the command 'Smaller text' does.</extracomment>
   <translation>Show all text smaller, down to 80 %.</translation>
  </message>
  <message>
   <source>Usual text size</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Usual text size</translation>
  </message>
  <message>
   <source>Show all text at 100 %.</source>
   <extracomment>What the command 'Usual text size' does.</extracomment>
   <translation>Show all text at 100 %.</translation>
  </message>
  <message>
   <source>Presentation mode</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Presentation mode</translation>
  </message>
  <message>
   <source>Hide the names of cases, titles and paths in the window, or show them again.</source>
   <extracomment>What the command 'Presentation mode' does.</extracomment>
   <translation>Hide the names of cases, titles and paths in the window, or show them again.</translation>
  </message>
  <message>
   <source>Full screen</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Full screen</translation>
  </message>
  <message>
   <source>Give the window the whole screen, or no longer.</source>
   <extracomment>What the command 'Full screen' does.</extracomment>
   <translation>Give the window the whole screen, or no longer.</translation>
  </message>
  <message>
   <source>View</source>
   <extracomment>A group of commands.</extracomment>
   <translation>View</translation>
  </message>
  <message>
   <source>Selection in new tab</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Selection in new tab</translation>
  </message>
  <message>
   <source>Open a further chart with the selected accounts; the one here stays.</source>
   <extracomment>What the command 'Selection in new tab' does.</extracomment>
   <translation>Open a further chart with the selected accounts; the one here stays.</translation>
  </message>
  <message>
   <source>New chart</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>New chart</translation>
  </message>
  <message>
   <source>Open a further chart with nothing on it.</source>
   <extracomment>What the command 'New chart' does.</extracomment>
   <translation>Open a further chart with nothing on it.</translation>
  </message>
  <message>
   <source>Rename chart…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Rename chart…</translation>
  </message>
  <message>
   <source>Say what the chart that is seen is called.</source>
   <extracomment>What the command 'Rename chart…' does.</extracomment>
   <translation>Say what the chart that is seen is called.</translation>
  </message>
  <message>
   <source>Close chart</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Close chart</translation>
  </message>
  <message>
   <source>Close the chart that is seen; its accounts stay in the case.</source>
   <extracomment>What the command 'Close chart' does.</extracomment>
   <translation>Close the chart that is seen; its accounts stay in the case.</translation>
  </message>
  <message>
   <source>Next chart</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Next chart</translation>
  </message>
  <message>
   <source>Go to the chart of the next tab.</source>
   <extracomment>What the command 'Next chart' does.</extracomment>
   <translation>Go to the chart of the next tab.</translation>
  </message>
  <message>
   <source>Previous chart</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Previous chart</translation>
  </message>
  <message>
   <source>Go to the chart of the tab before.</source>
   <extracomment>What the command 'Previous chart' does.</extracomment>
   <translation>Go to the chart of the tab before.</translation>
  </message>
  <message>
   <source>Two charts side by side</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Two charts side by side</translation>
  </message>
  <message>
   <source>Show another chart beside this one, or no longer.</source>
   <extracomment>What the command 'Two charts side by side' does.</extracomment>
   <translation>Show another chart beside this one, or no longer.</translation>
  </message>
  <message>
   <source>Go to the other chart</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Go to the other chart</translation>
  </message>
  <message>
   <source>Have commands act on the chart beside this one.</source>
   <extracomment>What the command 'Go to the other chart' does.</extracomment>
   <translation>Have commands act on the chart beside this one.</translation>
  </message>
  <message>
   <source>Save view…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Save view…</translation>
  </message>
  <message>
   <source>Keep under a name what is on the chart, its filter, layout, place and colours.</source>
   <extracomment>What the command 'Save view…' does.</extracomment>
   <translation>Keep under a name what is on the chart, its filter, layout, place and colours.</translation>
  </message>
  <message>
   <source>Saved views…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Saved views…</translation>
  </message>
  <message>
   <source>Go back to a saved view, rename it, or let it go.</source>
   <extracomment>What the command 'Saved views…' does.</extracomment>
   <translation>Go back to a saved view, rename it, or let it go.</translation>
  </message>
  <message>
   <source>Views</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Views</translation>
  </message>
  <message>
   <source>Map</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Map</translation>
  </message>
  <message>
   <source>Show or hide the map of the whole chart; it is there while something is out of sight.</source>
   <extracomment>What the command 'Map' does.</extracomment>
   <translation>Show or hide the map of the whole chart; it is there while something is out of sight.</translation>
  </message>
  <message>
   <source>Colour by risk</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Colour by risk</translation>
  </message>
  <message>
   <source>Slate, amber and vermilion by score, and by what was said.</source>
   <extracomment>What the command 'Colour by risk' does.</extracomment>
   <translation>Slate, amber and vermilion by score, and by what was said.</translation>
  </message>
  <message>
   <source>Colour by label</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Colour by label</translation>
  </message>
  <message>
   <source>A colour for each of the six most frequent categories.</source>
   <extracomment>What the command 'Colour by label' does.</extracomment>
   <translation>A colour for each of the six most frequent categories.</translation>
  </message>
  <message>
   <source>Colour by entity</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Colour by entity</translation>
  </message>
  <message>
   <source>A colour for each of the six largest groups and entities.</source>
   <extracomment>What the command 'Colour by entity' does.</extracomment>
   <translation>A colour for each of the six largest groups and entities.</translation>
  </message>
  <message>
   <source>Size by transfers</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Size by transfers</translation>
  </message>
  <message>
   <source>The more transfers on the chart, the larger.</source>
   <extracomment>What the command 'Size by transfers' does.</extracomment>
   <translation>The more transfers on the chart, the larger.</translation>
  </message>
  <message>
   <source>Size by counterparties</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Size by counterparties</translation>
  </message>
  <message>
   <source>The more counterparties on the chart, the larger.</source>
   <extracomment>What the command 'Size by counterparties' does.</extracomment>
   <translation>The more counterparties on the chart, the larger.</translation>
  </message>
  <message>
   <source>Size by amount received</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Size by amount received</translation>
  </message>
  <message>
   <source>Size by amount sent</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Size by amount sent</translation>
  </message>
  <message>
   <source>The larger its share of what moves on the chart, the larger.</source>
   <extracomment>What the command 'Size by amount received' does.</extracomment>
   <translation>The larger its share of what moves on the chart, the larger.</translation>
  </message>
  <message>
   <source>Size by what stayed</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Size by what stayed</translation>
  </message>
  <message>
   <source>What came in less what went out, of what is on the chart.</source>
   <extracomment>What the command 'Size by what stayed' does.</extracomment>
   <translation>What came in less what went out, of what is on the chart.</translation>
  </message>
  <message>
   <source>Size by score</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Size by score</translation>
  </message>
  <message>
   <source>The higher the score, the larger.</source>
   <extracomment>What the command 'Size by score' does.</extracomment>
   <translation>The higher the score, the larger.</translation>
  </message>
  <message>
   <source>Look</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Look</translation>
  </message>
  <message>
   <source>Preferences…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Preferences…</translation>
  </message>
  <message>
   <source>Choose sources, keys, theme, units, time zone, and what is safe.</source>
   <extracomment>What the command 'Preferences…' does.</extracomment>
   <translation>Choose sources, keys, theme, units, time zone, and what is safe.</translation>
  </message>
  <message>
   <source>All commands…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>All commands…</translation>
  </message>
  <message>
   <source>Find any command by its name.</source>
   <extracomment>What the command 'All commands…' does.</extracomment>
   <translation>Find any command by its name.</translation>
  </message>
  <message>
   <source>Show every command with its keys.</source>
   <extracomment>What the command 'Keyboard shortcuts' does.</extracomment>
   <translation>Show every command with its keys.</translation>
  </message>
  <message>
   <source>Manual</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Manual</translation>
  </message>
  <message>
   <source>Read how each place and task works; the pages can be searched.</source>
   <extracomment>What the command 'Manual' does.</extracomment>
   <translation>Read how each place and task works; the pages can be searched.</translation>
  </message>
  <message>
   <source>Tour of the window</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Tour of the window</translation>
  </message>
  <message>
   <source>See the five places of the window pointed at, on the open or the sample case.</source>
   <extracomment>What the command 'Tour of the window' does.</extracomment>
   <translation>See the five places of the window pointed at, on the open or the sample case.</translation>
  </message>
  <message>
   <source>Show the version of the program and of what it is made with.</source>
   <extracomment>What the command 'About Investigator' does.</extracomment>
   <translation>Show the version of the program and of what it is made with.</translation>
  </message>
  <message>
   <source>Help</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Help</translation>
  </message>
  <message>
   <source>About Investigator</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>About Investigator</translation>
  </message>
  <message>
   <source>Copy &amp;versions</source>
   <extracomment>dialogs/about_dialog.py</extracomment>
   <translation>Copy &amp;versions</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Keyboard shortcuts</translation>
  </message>
  <message>
   <source>Find an action or a key</source>
   <extracomment>dialogs/about_dialog.py</extracomment>
   <translation>Find an action or a key</translation>
  </message>
  <message>
   <source>A workbench for blockchain forensic analysts. Cases stay on this machine: nothing is sent anywhere. Evidence is kept with where it came from, and every step can be replayed and verified.</source>
   <extracomment>dialogs/about_dialog.py</extracomment>
   <translation>A workbench for blockchain forensic analysts. Cases stay on this machine: nothing is sent anywhere. Evidence is kept with where it came from, and every step can be replayed and verified.</translation>
  </message>
  <message>
   <source>Scores are leads. They suggest where to look and prove nothing.</source>
   <extracomment>dialogs/about_dialog.py</extracomment>
   <translation>Scores are leads. They suggest where to look and prove nothing.</translation>
  </message>
  <message>
   <source>Apache License 2.0</source>
   <extracomment>dialogs/about_dialog.py</extracomment>
   <translation>Apache License 2.0</translation>
  </message>
  <message>
   <source>No action or key of this name.</source>
   <extracomment>dialogs/about_dialog.py</extracomment>
   <translation>No action or key of this name.</translation>
  </message>
  <message>
   <source>Completeness of pulled accounts</source>
   <extracomment>dialogs/certificates_dialog.py</extracomment>
   <translation>Completeness of pulled accounts</translation>
  </message>
  <message>
   <source>&amp;Close</source>
   <extracomment>dialogs/about_dialog.py</extracomment>
   <translation>&amp;Close</translation>
  </message>
  <message>
   <source>Certificates</source>
   <extracomment>dialogs/certificates_dialog.py</extracomment>
   <translation>Certificates</translation>
  </message>
  <message>
   <source>No account was pulled yet. Pull one from a node or an explorer: only then it is known what there has to be.</source>
   <extracomment>dialogs/certificates_dialog.py</extracomment>
   <translation>No account was pulled yet. Pull one from a node or an explorer: only then it is known what there has to be.</translation>
  </message>
  <message>
   <source>Expand</source>
   <extracomment>dialogs/expand_dialog.py</extracomment>
   <translation>Expand</translation>
  </message>
  <message>
   <source>&amp;Expand</source>
   <extracomment>dialogs/expand_dialog.py</extracomment>
   <translation>&amp;Expand</translation>
  </message>
  <message>
   <source>&amp;Counterparties of each account</source>
   <extracomment>dialogs/expand_dialog.py</extracomment>
   <translation>&amp;Counterparties of each account</translation>
  </message>
  <message>
   <source>Those of the highest value. How many are left out is said.</source>
   <extracomment>dialogs/expand_dialog.py</extracomment>
   <translation>Those of the highest value. How many are left out is said.</translation>
  </message>
  <message>
   <source>&amp;Direction</source>
   <extracomment>dialogs/expand_dialog.py</extracomment>
   <translation>&amp;Direction</translation>
  </message>
  <message>
   <source>&amp;Least amount</source>
   <extracomment>dialogs/expand_dialog.py</extracomment>
   <translation>&amp;Least amount</translation>
  </message>
  <message>
   <source>&amp;Most</source>
   <extracomment>dialogs/expand_dialog.py</extracomment>
   <translation>&amp;Most</translation>
  </message>
  <message>
   <source>Risk exposure</source>
   <extracomment>dialogs/exposure_dialog.py</extracomment>
   <translation>Risk exposure</translation>
  </message>
  <message>
   <source>&amp;Look</source>
   <extracomment>dialogs/exposure_dialog.py</extracomment>
   <translation>&amp;Look</translation>
  </message>
  <message>
   <source>Poison is not offered: under it the same money counts many times, and shares would not sum to the whole.</source>
   <extracomment>dialogs/exposure_dialog.py</extracomment>
   <translation>Poison is not offered: under it the same money counts many times, and shares would not sum to the whole.</translation>
  </message>
  <message>
   <source>&amp;Convention</source>
   <extracomment>dialogs/exposure_dialog.py</extracomment>
   <translation>&amp;Convention</translation>
  </message>
  <message>
   <source>&amp;Transfers at most</source>
   <extracomment>dialogs/exposure_dialog.py</extracomment>
   <translation>&amp;Transfers at most</translation>
  </message>
  <message>
   <source>Choose…</source>
   <extracomment>dialogs/fields.py</extracomment>
   <translation>Choose…</translation>
  </message>
  <message>
   <source>Peel chain of five hops to the mixer</source>
   <extracomment>dialogs/finding_dialog.py</extracomment>
   <translation>Peel chain of five hops to the mixer</translation>
  </message>
  <message>
   <source>What was seen, by which rule, and what it does not show.</source>
   <extracomment>dialogs/finding_dialog.py</extracomment>
   <translation>What was seen, by which rule, and what it does not show.</translation>
  </message>
  <message>
   <source>&amp;Save finding</source>
   <extracomment>dialogs/finding_dialog.py</extracomment>
   <translation>&amp;Save finding</translation>
  </message>
  <message>
   <source>&amp;State finding</source>
   <extracomment>dialogs/finding_dialog.py</extracomment>
   <translation>&amp;State finding</translation>
  </message>
  <message>
   <source>&amp;Finding</source>
   <extracomment>dialogs/finding_dialog.py</extracomment>
   <translation>&amp;Finding</translation>
  </message>
  <message>
   <source>&amp;Explanation</source>
   <extracomment>dialogs/finding_dialog.py</extracomment>
   <translation>&amp;Explanation</translation>
  </message>
  <message>
   <source>&amp;Kind of claim</source>
   <extracomment>dialogs/finding_dialog.py</extracomment>
   <translation>&amp;Kind of claim</translation>
  </message>
  <message>
   <source>It stands beside the finding wherever it is shown or printed.</source>
   <extracomment>dialogs/finding_dialog.py</extracomment>
   <translation>It stands beside the finding wherever it is shown or printed.</translation>
  </message>
  <message>
   <source>&amp;Write package</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>&amp;Write package</translation>
  </message>
  <message>
   <source>What is withheld</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>What is withheld</translation>
  </message>
  <message>
   <source>&amp;Sign it with your key</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>&amp;Sign it with your key</translation>
  </message>
  <message>
   <source>Hand over</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>Hand over</translation>
  </message>
  <message>
   <source>There are no exhibits yet; hand over the whole case, or add some first.</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>There are no exhibits yet; hand over the whole case, or add some first.</translation>
  </message>
  <message>
   <source>Choose at least one exhibit.</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>Choose at least one exhibit.</translation>
  </message>
  <message>
   <source>Everything: nothing is withheld</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>Everything: nothing is withheld</translation>
  </message>
  <message>
   <source>TLP:AMBER+STRICT: what is marked TLP:RED is withheld</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>TLP:AMBER+STRICT: what is marked TLP:RED is withheld</translation>
  </message>
  <message>
   <source>TLP:AMBER: AMBER+STRICT and RED are withheld</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>TLP:AMBER: AMBER+STRICT and RED are withheld</translation>
  </message>
  <message>
   <source>TLP:GREEN: AMBER and higher are withheld</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>TLP:GREEN: AMBER and higher are withheld</translation>
  </message>
  <message>
   <source>TLP:CLEAR: GREEN and higher are withheld</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>TLP:CLEAR: GREEN and higher are withheld</translation>
  </message>
  <message>
   <source>W&amp;hat</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>W&amp;hat</translation>
  </message>
  <message>
   <source>May be seen &amp;up to</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>May be seen &amp;up to</translation>
  </message>
  <message>
   <source>Of the evidence only what these rest on; the journal goes whole, so that its chain can be checked.</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>Of the evidence only what these rest on; the journal goes whole, so that its chain can be checked.</translation>
  </message>
  <message>
   <source>All evidence, raw answers, scores and models, and the whole journal.</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>All evidence, raw answers, scores and models, and the whole journal.</translation>
  </message>
  <message>
   <source>Counting…</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>Counting…</translation>
  </message>
  <message>
   <source>The whole case</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>The whole case</translation>
  </message>
  <message>
   <source>Exhibits, and what they rest on</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>Exhibits, and what they rest on</translation>
  </message>
  <message>
   <source>Import</source>
   <extracomment>dialogs/import_dialog.py</extracomment>
   <translation>Import</translation>
  </message>
  <message>
   <source>&amp;Import</source>
   <extracomment>dialogs/import_dialog.py</extracomment>
   <translation>&amp;Import</translation>
  </message>
  <message>
   <source>Files to import</source>
   <extracomment>dialogs/import_dialog.py</extracomment>
   <translation>Files to import</translation>
  </message>
  <message>
   <source>Drop files here, or choose them: transfers as CSV or Parquet, raw blocks and receipts as JSON, labels as TagPack YAML, CSV, JSON or OFAC's XML, prices as CSV or Parquet.</source>
   <extracomment>dialogs/import_dialog.py</extracomment>
   <translation>Drop files here, or choose them: transfers as CSV or Parquet, raw blocks and receipts as JSON, labels as TagPack YAML, CSV, JSON or OFAC's XML, prices as CSV or Parquet.</translation>
  </message>
  <message>
   <source>&amp;Choose files…</source>
   <extracomment>dialogs/import_dialog.py</extracomment>
   <translation>&amp;Choose files…</translation>
  </message>
  <message>
   <source>&amp;Score with this model</source>
   <extracomment>dialogs/models_dialog.py</extracomment>
   <translation>&amp;Score with this model</translation>
  </message>
  <message>
   <source>Models</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Models</translation>
  </message>
  <message>
   <source>&amp;Train a model…</source>
   <extracomment>dialogs/models_dialog.py</extracomment>
   <translation>&amp;Train a model…</translation>
  </message>
  <message>
   <source>&amp;Export…</source>
   <extracomment>dialogs/models_dialog.py</extracomment>
   <translation>&amp;Export…</translation>
  </message>
  <message>
   <source>&amp;Import…</source>
   <extracomment>dialogs/models_dialog.py</extracomment>
   <translation>&amp;Import…</translation>
  </message>
  <message>
   <source>New case</source>
   <extracomment>dialogs/new_case_dialog.py</extracomment>
   <translation>New case</translation>
  </message>
  <message>
   <source>&amp;Make case</source>
   <extracomment>dialogs/new_case_dialog.py</extracomment>
   <translation>&amp;Make case</translation>
  </message>
  <message>
   <source>Printed at the head of the report. It can be changed later.</source>
   <extracomment>dialogs/new_case_dialog.py</extracomment>
   <translation>Printed at the head of the report. It can be changed later.</translation>
  </message>
  <message>
   <source>&amp;File</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>&amp;File</translation>
  </message>
  <message>
   <source>One file holds the evidence, the journal and the results.</source>
   <extracomment>dialogs/new_case_dialog.py</extracomment>
   <translation>One file holds the evidence, the journal and the results.</translation>
  </message>
  <message>
   <source>Open your key</source>
   <extracomment>dialogs/passphrase_dialog.py</extracomment>
   <translation>Open your key</translation>
  </message>
  <message>
   <source>&amp;Open and sign</source>
   <extracomment>dialogs/passphrase_dialog.py</extracomment>
   <translation>&amp;Open and sign</translation>
  </message>
  <message>
   <source>Type the passphrase of the key file.</source>
   <extracomment>dialogs/passphrase_dialog.py</extracomment>
   <translation>Type the passphrase of the key file.</translation>
  </message>
  <message>
   <source>&amp;Passphrase</source>
   <extracomment>dialogs/passphrase_dialog.py</extracomment>
   <translation>&amp;Passphrase</translation>
  </message>
  <message>
   <source>Paths between accounts</source>
   <extracomment>dialogs/paths_dialog.py</extracomment>
   <translation>Paths between accounts</translation>
  </message>
  <message>
   <source>&amp;Find</source>
   <extracomment>dialogs/paths_dialog.py</extracomment>
   <translation>&amp;Find</translation>
  </message>
  <message>
   <source>Only where money arrives before it is passed on</source>
   <extracomment>dialogs/paths_dialog.py</extracomment>
   <translation>Only where money arrives before it is passed on</translation>
  </message>
  <message>
   <source>S&amp;wap</source>
   <extracomment>dialogs/paths_dialog.py</extracomment>
   <translation>S&amp;wap</translation>
  </message>
  <message>
   <source>The other way round</source>
   <extracomment>dialogs/paths_dialog.py</extracomment>
   <translation>The other way round</translation>
  </message>
  <message>
   <source>&amp;From</source>
   <extracomment>dialogs/paths_dialog.py</extracomment>
   <translation>&amp;From</translation>
  </message>
  <message>
   <source>&amp;To</source>
   <extracomment>dialogs/paths_dialog.py</extracomment>
   <translation>&amp;To</translation>
  </message>
  <message>
   <source>An address, or several parted by commas.</source>
   <extracomment>dialogs/paths_dialog.py</extracomment>
   <translation>An address, or several parted by commas.</translation>
  </message>
  <message>
   <source>&amp;Over, in this order</source>
   <extracomment>dialogs/paths_dialog.py</extracomment>
   <translation>&amp;Over, in this order</translation>
  </message>
  <message>
   <source>&amp;Never over</source>
   <extracomment>dialogs/paths_dialog.py</extracomment>
   <translation>&amp;Never over</translation>
  </message>
  <message>
   <source>&amp;Most transfers</source>
   <extracomment>dialogs/paths_dialog.py</extracomment>
   <translation>&amp;Most transfers</translation>
  </message>
  <message>
   <source>&amp;How many of the best</source>
   <extracomment>dialogs/paths_dialog.py</extracomment>
   <translation>&amp;How many of the best</translation>
  </message>
  <message>
   <source>Save chart as image</source>
   <extracomment>dialogs/picture_dialog.py</extracomment>
   <translation>Save chart as image</translation>
  </message>
  <message>
   <source>&amp;Save image</source>
   <extracomment>dialogs/picture_dialog.py</extracomment>
   <translation>&amp;Save image</translation>
  </message>
  <message>
   <source>S&amp;cale: what thin and thick lines stand for</source>
   <extracomment>dialogs/picture_dialog.py</extracomment>
   <translation>S&amp;cale: what thin and thick lines stand for</translation>
  </message>
  <message>
   <source>&amp;Filter: what was let through</source>
   <extracomment>dialogs/picture_dialog.py</extracomment>
   <translation>&amp;Filter: what was let through</translation>
  </message>
  <message>
   <source>Case sta&amp;mp: title, file, counts, journal, time and examiner</source>
   <extracomment>dialogs/picture_dialog.py</extracomment>
   <translation>Case sta&amp;mp: title, file, counts, journal, time and examiner</translation>
  </message>
  <message>
   <source>Under the chart and its legend</source>
   <extracomment>dialogs/picture_dialog.py</extracomment>
   <translation>Under the chart and its legend</translation>
  </message>
  <message>
   <source>Fi&amp;le</source>
   <extracomment>dialogs/picture_dialog.py</extracomment>
   <translation>Fi&amp;le</translation>
  </message>
  <message>
   <source>&amp;Kind</source>
   <extracomment>dialogs/picture_dialog.py</extracomment>
   <translation>&amp;Kind</translation>
  </message>
  <message>
   <source>&amp;Part</source>
   <extracomment>dialogs/picture_dialog.py</extracomment>
   <translation>&amp;Part</translation>
  </message>
  <message>
   <source>Sources</source>
   <extracomment>dialogs/preference_pages.py</extracomment>
   <translation>Sources</translation>
  </message>
  <message>
   <source>home</source>
   <extracomment>dialogs/preference_pages.py</extracomment>
   <translation>home</translation>
  </message>
  <message>
   <source>&amp;Add</source>
   <extracomment>dialogs/preference_pages.py</extracomment>
   <translation>&amp;Add</translation>
  </message>
  <message>
   <source>&amp;Remove</source>
   <extracomment>dialogs/import_dialog.py</extracomment>
   <translation>&amp;Remove</translation>
  </message>
  <message>
   <source>Keys</source>
   <extracomment>dialogs/preference_pages.py</extracomment>
   <translation>Keys</translation>
  </message>
  <message>
   <source>&amp;Keep key</source>
   <extracomment>dialogs/preference_pages.py</extracomment>
   <translation>&amp;Keep key</translation>
  </message>
  <message>
   <source>&amp;Forget key</source>
   <extracomment>dialogs/preference_pages.py</extracomment>
   <translation>&amp;Forget key</translation>
  </message>
  <message>
   <source>Nodes and explorers by a short name, offered where a source is asked for. {NAME} in an address stands for a key.</source>
   <extracomment>dialogs/preference_pages.py</extracomment>
   <translation>Nodes and explorers by a short name, offered where a source is asked for. {NAME} in an address stands for a key.</translation>
  </message>
  <message>
   <source>Keys lie in the system keyring, never in a case, a log or this program's files. An address refers to one by {NAME}.</source>
   <extracomment>dialogs/preference_pages.py</extracomment>
   <translation>Keys lie in the system keyring, never in a case, a log or this program's files. An address refers to one by {NAME}.</translation>
  </message>
  <message>
   <source>A&amp;ddress</source>
   <extracomment>dialogs/preference_pages.py</extracomment>
   <translation>A&amp;ddress</translation>
  </message>
  <message>
   <source>Se&amp;cret</source>
   <extracomment>dialogs/preference_pages.py</extracomment>
   <translation>Se&amp;cret</translation>
  </message>
  <message>
   <source>Preferences</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>Preferences</translation>
  </message>
  <message>
   <source>Pages</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>Pages</translation>
  </message>
  <message>
   <source>There is no such key file; choose another, or leave the field empty.</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>There is no such key file; choose another, or leave the field empty.</translation>
  </message>
  <message>
   <source>Sign the &amp;journal when a case is closed</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>Sign the &amp;journal when a case is closed</translation>
  </message>
  <message>
   <source>Key file</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>Key file</translation>
  </message>
  <message>
   <source>&amp;Offline: ask nothing over a network</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>&amp;Offline: ask nothing over a network</translation>
  </message>
  <message>
   <source>&amp;Read-only: change no case</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>&amp;Read-only: change no case</translation>
  </message>
  <message>
   <source>Remember &amp;addresses across cases</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>Remember &amp;addresses across cases</translation>
  </message>
  <message>
   <source>&amp;Theme</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>&amp;Theme</translation>
  </message>
  <message>
   <source>Te&amp;xt size</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>Te&amp;xt size</translation>
  </message>
  <message>
   <source>Also by Ctrl+Alt with + and −.</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>Also by Ctrl+Alt with + and −.</translation>
  </message>
  <message>
   <source>&amp;Language</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>&amp;Language</translation>
  </message>
  <message>
   <source>Takes effect when the program is started again.</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>Takes effect when the program is started again.</translation>
  </message>
  <message>
   <source>&amp;Amounts</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>&amp;Amounts</translation>
  </message>
  <message>
   <source>Tool tips always give both.</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>Tool tips always give both.</translation>
  </message>
  <message>
   <source>Time &amp;zone beside UTC</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>Time &amp;zone beside UTC</translation>
  </message>
  <message>
   <source>Times are in UTC; your zone stands in the tool tip.</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>Times are in UTC; your zone stands in the tool tip.</translation>
  </message>
  <message>
   <source>Your key in a &amp;file, if it is not in the system keyring</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>Your key in a &amp;file, if it is not in the system keyring</translation>
  </message>
  <message>
   <source>Made by: investigator key --new --file FILE. Its passphrase is asked for, and kept nowhere.</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>Made by: investigator key --new --file FILE. Its passphrase is asked for, and kept nowhere.</translation>
  </message>
  <message>
   <source>First rows of the file</source>
   <extracomment>dialogs/preview_table.py</extracomment>
   <translation>First rows of the file</translation>
  </message>
  <message>
   <source>Prices</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>Prices</translation>
  </message>
  <message>
   <source>&amp;Ask feeds</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>&amp;Ask feeds</translation>
  </message>
  <message>
   <source>Prices in the case</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>Prices in the case</translation>
  </message>
  <message>
   <source>The case has no prices yet. Amounts show no worth until there are some.</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>The case has no prices yet. Amounts show no worth until there are some.</translation>
  </message>
  <message>
   <source>&amp;Import a table…</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>&amp;Import a table…</translation>
  </message>
  <message>
   <source>ETH</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>ETH</translation>
  </message>
  <message>
   <source>USD</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>USD</translation>
  </message>
  <message>
   <source>Import prices from CSV or Parquet</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>Import prices from CSV or Parquet</translation>
  </message>
  <message>
   <source>those of the case</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>those of the case</translation>
  </message>
  <message>
   <source>Ask Chainlink's feeds</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>Ask Chainlink's feeds</translation>
  </message>
  <message>
   <source>&amp;Node</source>
   <extracomment>dialogs/node_dialog.py</extracomment>
   <translation>&amp;Node</translation>
  </message>
  <message>
   <source>It needs the state of old blocks. {NAME} stands for a key that is kept.</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>It needs the state of old blocks. {NAME} stands for a key that is kept.</translation>
  </message>
  <message>
   <source>A&amp;ssets, by commas</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>A&amp;ssets, by commas</translation>
  </message>
  <message>
   <source>ETH, or SYMBOL=0x… (a feed)</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>ETH, or SYMBOL=0x… (a feed)</translation>
  </message>
  <message>
   <source>&amp;Currency</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>&amp;Currency</translation>
  </message>
  <message>
   <source>Feeds known here are in USD</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>Feeds known here are in USD</translation>
  </message>
  <message>
   <source>&amp;Every so many blocks</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>&amp;Every so many blocks</translation>
  </message>
  <message>
   <source>Pull from a node or an explorer</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>Pull from a node or an explorer</translation>
  </message>
  <message>
   <source>&amp;Pull</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>&amp;Pull</translation>
  </message>
  <message>
   <source>Chec&amp;k</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>Chec&amp;k</translation>
  </message>
  <message>
   <source>None: whole blocks are pulled, all that is in them.</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>None: whole blocks are pulled, all that is in them.</translation>
  </message>
  <message>
   <source>the first</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>the first</translation>
  </message>
  <message>
   <source>the last</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>the last</translation>
  </message>
  <message>
   <source>any</source>
   <extracomment>dialogs/expand_dialog.py</extracomment>
   <translation>any</translation>
  </message>
  <message>
   <source>all of them</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>all of them</translation>
  </message>
  <message>
   <source>none</source>
   <extracomment>dialogs/paths_dialog.py</extracomment>
   <translation>none</translation>
  </message>
  <message>
   <source>What the source can do</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>What the source can do</translation>
  </message>
  <message>
   <source>&amp;Source</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>&amp;Source</translation>
  </message>
  <message>
   <source>Also wss://…, ipc:PATH, etherscan:1, blockscout+https://…; {NAME} stands for a kept key. It learns what you ask.</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>Also wss://…, ipc:PATH, etherscan:1, blockscout+https://…; {NAME} stands for a kept key. It learns what you ask.</translation>
  </message>
  <message>
   <source>Ask what it can do, and what the pull would take.</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>Ask what it can do, and what the pull would take.</translation>
  </message>
  <message>
   <source>&amp;Accounts, one a line</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>&amp;Accounts, one a line</translation>
  </message>
  <message>
   <source>&amp;From block</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>&amp;From block</translation>
  </message>
  <message>
   <source>A number, or latest-1000</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>A number, or latest-1000</translation>
  </message>
  <message>
   <source>&amp;To block</source>
   <extracomment>dialogs/prices_dialog.py</extracomment>
   <translation>&amp;To block</translation>
  </message>
  <message>
   <source>A number, latest, or final</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>A number, latest, or final</translation>
  </message>
  <message>
   <source>&amp;Hops</source>
   <extracomment>dialogs/expand_dialog.py</extracomment>
   <translation>&amp;Hops</translation>
  </message>
  <message>
   <source>1: these only</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>1: these only</translation>
  </message>
  <message>
   <source>&amp;Budget</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>&amp;Budget</translation>
  </message>
  <message>
   <source>Most counterparties passed</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>Most counterparties passed</translation>
  </message>
  <message>
   <source>&amp;Least value</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>&amp;Least value</translation>
  </message>
  <message>
   <source>Whole units, to go on</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>Whole units, to go on</translation>
  </message>
  <message>
   <source>A&amp;ssets</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>A&amp;ssets</translation>
  </message>
  <message>
   <source>Symbols or contracts, by commas</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>Symbols or contracts, by commas</translation>
  </message>
  <message>
   <source>Seco&amp;nd source</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>Seco&amp;nd source</translation>
  </message>
  <message>
   <source>Asked what accounts hold, too</source>
   <extracomment>dialogs/pull_dialog.py</extracomment>
   <translation>Asked what accounts hold, too</translation>
  </message>
  <message>
   <source>Report</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Report</translation>
  </message>
  <message>
   <source>&amp;Write report</source>
   <extracomment>dialogs/report_dialog.py</extracomment>
   <translation>&amp;Write report</translation>
  </message>
  <message>
   <source>The preview is being made…</source>
   <extracomment>dialogs/report_dialog.py</extracomment>
   <translation>The preview is being made…</translation>
  </message>
  <message>
   <source>Preview of the page</source>
   <extracomment>dialogs/report_dialog.py</extracomment>
   <translation>Preview of the page</translation>
  </message>
  <message>
   <source>Previous page</source>
   <extracomment>dialogs/report_dialog.py</extracomment>
   <translation>Previous page</translation>
  </message>
  <message>
   <source>Next page</source>
   <extracomment>dialogs/report_dialog.py</extracomment>
   <translation>Next page</translation>
  </message>
  <message>
   <source>&amp;Question</source>
   <extracomment>dialogs/report_dialog.py</extracomment>
   <translation>&amp;Question</translation>
  </message>
  <message>
   <source>&amp;Examiner</source>
   <extracomment>dialogs/report_dialog.py</extracomment>
   <translation>&amp;Examiner</translation>
  </message>
  <message>
   <source>Sections</source>
   <extracomment>dialogs/report_dialog.py</extracomment>
   <translation>Sections</translation>
  </message>
  <message>
   <source>Te&amp;mplate of the agency, if any</source>
   <extracomment>dialogs/report_dialog.py</extracomment>
   <translation>Te&amp;mplate of the agency, if any</translation>
  </message>
  <message>
   <source>&amp;File, .pdf or .html</source>
   <extracomment>dialogs/report_dialog.py</extracomment>
   <translation>&amp;File, .pdf or .html</translation>
  </message>
  <message>
   <source>The file of this name is replaced.</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>The file of this name is replaced.</translation>
  </message>
  <message>
   <source>What the reader of the chart should see here</source>
   <extracomment>dialogs/shape_dialog.py</extracomment>
   <translation>What the reader of the chart should see here</translation>
  </message>
  <message>
   <source>&amp;Text</source>
   <extracomment>dialogs/shape_dialog.py</extracomment>
   <translation>&amp;Text</translation>
  </message>
  <message>
   <source>&amp;Colour</source>
   <extracomment>dialogs/shape_dialog.py</extracomment>
   <translation>&amp;Colour</translation>
  </message>
  <message>
   <source>What is missing</source>
   <extracomment>dialogs/sheet.py</extracomment>
   <translation>What is missing</translation>
  </message>
  <message>
   <source>&amp;Trace</source>
   <extracomment>dialogs/trace_dialog.py</extracomment>
   <translation>&amp;Trace</translation>
  </message>
  <message>
   <source>Stop at services, mixers and bridges</source>
   <extracomment>dialogs/trace_dialog.py</extracomment>
   <translation>Stop at services, mixers and bridges</translation>
  </message>
  <message>
   <source>A&amp;sset</source>
   <extracomment>dialogs/expand_dialog.py</extracomment>
   <translation>A&amp;sset</translation>
  </message>
  <message>
   <source>At most so many &amp;transfers on the way</source>
   <extracomment>dialogs/trace_dialog.py</extracomment>
   <translation>At most so many &amp;transfers on the way</translation>
  </message>
  <message>
   <source>Otherwise they are passed as if each were one person's account, which is stated as an assumption.</source>
   <extracomment>dialogs/trace_dialog.py</extracomment>
   <translation>Otherwise they are passed as if each were one person's account, which is stated as an assumption.</translation>
  </message>
  <message>
   <source>Conventions, side by side</source>
   <extracomment>dialogs/trace_dialog.py</extracomment>
   <translation>Conventions, side by side</translation>
  </message>
  <message>
   <source>&amp;After</source>
   <extracomment>dialogs/expand_dialog.py</extracomment>
   <translation>&amp;After</translation>
  </message>
  <message>
   <source>&amp;Before</source>
   <extracomment>dialogs/expand_dialog.py</extracomment>
   <translation>&amp;Before</translation>
  </message>
  <message>
   <source>Train a model</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>Train a model</translation>
  </message>
  <message>
   <source>&amp;Train</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>&amp;Train</translation>
  </message>
  <message>
   <source>Northwind 1</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>Northwind 1</translation>
  </message>
  <message>
   <source>Learn from labels of &amp;imported sources too</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>Learn from labels of &amp;imported sources too</translation>
  </message>
  <message>
   <source>C&amp;heck the labels</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>C&amp;heck the labels</translation>
  </message>
  <message>
   <source>&amp;Add case…</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>&amp;Add case…</translation>
  </message>
  <message>
   <source>&amp;Name of the model</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>&amp;Name of the model</translation>
  </message>
  <message>
   <source>Learn from the labels of</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>Learn from the labels of</translation>
  </message>
  <message>
   <source>Net&amp;work</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>Net&amp;work</translation>
  </message>
  <message>
   <source>&amp;Rounds at most</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>&amp;Rounds at most</translation>
  </message>
  <message>
   <source>Stops early when it no longer learns.</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>Stops early when it no longer learns.</translation>
  </message>
  <message>
   <source>&amp;Seed</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>&amp;Seed</translation>
  </message>
  <message>
   <source>The same seed gives the same model.</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>The same seed gives the same model.</translation>
  </message>
  <message>
   <source>Settings to &amp;try</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>Settings to &amp;try</translation>
  </message>
  <message>
   <source>Before training, by validation alone.</source>
   <extracomment>dialogs/train_dialog.py</extracomment>
   <translation>Before training, by validation alone.</translation>
  </message>
  <message>
   <source>&amp;Open</source>
   <extracomment>dialogs/views_dialog.py</extracomment>
   <translation>&amp;Open</translation>
  </message>
  <message>
   <source>Saved views</source>
   <extracomment>dialogs/views_dialog.py</extracomment>
   <translation>Saved views</translation>
  </message>
  <message>
   <source>&amp;Rename…</source>
   <extracomment>dialogs/views_dialog.py</extracomment>
   <translation>&amp;Rename…</translation>
  </message>
  <message>
   <source>Re&amp;move</source>
   <extracomment>dialogs/views_dialog.py</extracomment>
   <translation>Re&amp;move</translation>
  </message>
  <message>
   <source>Let the view go. Undo brings it back.</source>
   <extracomment>dialogs/views_dialog.py</extracomment>
   <translation>Let the view go. Undo brings it back.</translation>
  </message>
  <message>
   <source>&amp;Name</source>
   <extracomment>dialogs/preference_pages.py</extracomment>
   <translation>&amp;Name</translation>
  </message>
  <message>
   <source>A view opens in a tab of its own; the charts that are open stay.</source>
   <extracomment>dialogs/views_dialog.py</extracomment>
   <translation>A view opens in a tab of its own; the charts that are open stay.</translation>
  </message>
  <message>
   <source>Charts of the case</source>
   <extracomment>frame/charts.py</extracomment>
   <translation>Charts of the case</translation>
  </message>
  <message>
   <source>Views ▾</source>
   <extracomment>frame/charts.py</extracomment>
   <translation>Views ▾</translation>
  </message>
  <message>
   <source>Go back to a view that was saved, or save this one</source>
   <extracomment>frame/charts.py</extracomment>
   <translation>Go back to a view that was saved, or save this one</translation>
  </message>
  <message>
   <source>Commands act on this chart.</source>
   <extracomment>frame/charts.py</extracomment>
   <translation>Commands act on this chart.</translation>
  </message>
  <message>
   <source>Select here to have commands act on it.</source>
   <extracomment>frame/charts.py</extracomment>
   <translation>Select here to have commands act on it.</translation>
  </message>
  <message>
   <source>Title and question</source>
   <extracomment>frame/confirm.py</extracomment>
   <translation>Title and question</translation>
  </message>
  <message>
   <source>&amp;Save</source>
   <extracomment>dialogs/preferences_dialog.py</extracomment>
   <translation>&amp;Save</translation>
  </message>
  <message>
   <source>Northwind drain</source>
   <extracomment>dialogs/new_case_dialog.py</extracomment>
   <translation>Northwind drain</translation>
  </message>
  <message>
   <source>Where did the drained money go, and who received it?</source>
   <extracomment>dialogs/new_case_dialog.py</extracomment>
   <translation>Where did the drained money go, and who received it?</translation>
  </message>
  <message>
   <source>&amp;Title</source>
   <extracomment>dialogs/new_case_dialog.py</extracomment>
   <translation>&amp;Title</translation>
  </message>
  <message>
   <source>&amp;Question to answer</source>
   <extracomment>dialogs/new_case_dialog.py</extracomment>
   <translation>&amp;Question to answer</translation>
  </message>
  <message>
   <source>Printed at the head of the report.</source>
   <extracomment>frame/confirm.py</extracomment>
   <translation>Printed at the head of the report.</translation>
  </message>
  <message>
   <source>All commands, by group</source>
   <extracomment>frame/rail.py</extracomment>
   <translation>All commands, by group</translation>
  </message>
  <message>
   <source>All commands</source>
   <extracomment>frame/rail.py</extracomment>
   <translation>All commands</translation>
  </message>
  <message>
   <source>read-only</source>
   <extracomment>frame/status.py</extracomment>
   <translation>read-only</translation>
  </message>
  <message>
   <source>Nothing in this case can be changed. See Preferences, Safety.</source>
   <extracomment>frame/status.py</extracomment>
   <translation>Nothing in this case can be changed. See Preferences, Safety.</translation>
  </message>
  <message>
   <source>Show all running work</source>
   <extracomment>frame/status.py</extracomment>
   <translation>Show all running work</translation>
  </message>
  <message>
   <source>Progress</source>
   <extracomment>frame/status.py</extracomment>
   <translation>Progress</translation>
  </message>
  <message>
   <source>Show the journal</source>
   <extracomment>frame/status.py</extracomment>
   <translation>Show the journal</translation>
  </message>
  <message>
   <source>● offline: network forbidden</source>
   <extracomment>frame/status.py</extracomment>
   <translation>● offline: network forbidden</translation>
  </message>
  <message>
   <source>No connection is opened, whoever wants one. See Preferences, Safety.</source>
   <extracomment>frame/status.py</extracomment>
   <translation>No connection is opened, whoever wants one. See Preferences, Safety.</translation>
  </message>
  <message>
   <source>● offline</source>
   <extracomment>frame/status.py</extracomment>
   <translation>● offline</translation>
  </message>
  <message>
   <source>Who is asked learns what is asked for. Nothing else is sent.</source>
   <extracomment>frame/status.py</extracomment>
   <translation>Who is asked learns what is asked for. Nothing else is sent.</translation>
  </message>
  <message>
   <source>Nothing is sent anywhere unless you ask a node or an explorer.</source>
   <extracomment>frame/status.py</extracomment>
   <translation>Nothing is sent anywhere unless you ask a node or an explorer.</translation>
  </message>
  <message>
   <source>Recent cases</source>
   <extracomment>frame/welcome.py</extracomment>
   <translation>Recent cases</translation>
  </message>
  <message>
   <source>Import transfers, follow the money, score, label, and report. Cases stay on this machine; nothing is sent anywhere.</source>
   <extracomment>frame/welcome.py</extracomment>
   <translation>Import transfers, follow the money, score, label, and report. Cases stay on this machine; nothing is sent anywhere.</translation>
  </message>
  <message>
   <source>Begin</source>
   <extracomment>frame/welcome.py</extracomment>
   <translation>Begin</translation>
  </message>
  <message>
   <source>A case file or files of transfers can also be dropped on this window.</source>
   <extracomment>frame/welcome.py</extracomment>
   <translation>A case file or files of transfers can also be dropped on this window.</translation>
  </message>
  <message>
   <source>Dismiss</source>
   <extracomment>messages.py</extracomment>
   <translation>Dismiss</translation>
  </message>
  <message>
   <source>Do what is offered</source>
   <extracomment>messages.py</extracomment>
   <translation>Do what is offered</translation>
  </message>
  <message>
   <source>Find a command</source>
   <extracomment>palette.py</extracomment>
   <translation>Find a command</translation>
  </message>
  <message>
   <source>Commands</source>
   <extracomment>palette.py</extracomment>
   <translation>Commands</translation>
  </message>
  <message>
   <source>&amp;Why this score?</source>
   <extracomment>panels/account_page.py</extracomment>
   <translation>&amp;Why this score?</translation>
  </message>
  <message>
   <source>Counterparties</source>
   <extracomment>panels/account_page.py</extracomment>
   <translation>Counterparties</translation>
  </message>
  <message>
   <source>No transfer of this account is in the case.</source>
   <extracomment>panels/account_page.py</extracomment>
   <translation>No transfer of this account is in the case.</translation>
  </message>
  <message>
   <source>Completeness</source>
   <extracomment>panels/account_page.py</extracomment>
   <translation>Completeness</translation>
  </message>
  <message>
   <source>What carries it, to be drawn</source>
   <extracomment>panels/account_page.py</extracomment>
   <translation>What carries it, to be drawn</translation>
  </message>
  <message>
   <source>Not scored yet.</source>
   <extracomment>panels/account_page.py</extracomment>
   <translation>Not scored yet.</translation>
  </message>
  <message>
   <source>Score · lead</source>
   <extracomment>panels/account_page.py</extracomment>
   <translation>Score · lead</translation>
  </message>
  <message>
   <source>Exposure · attribution</source>
   <extracomment>panels/account_page.py</extracomment>
   <translation>Exposure · attribution</translation>
  </message>
  <message>
   <source>Entity</source>
   <extracomment>panels/account_page.py</extracomment>
   <translation>Entity</translation>
  </message>
  <message>
   <source>Labels and their sources</source>
   <extracomment>panels/account_page.py</extracomment>
   <translation>Labels and their sources</translation>
  </message>
  <message>
   <source>History</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>History</translation>
  </message>
  <message>
   <source>No transfer moved anything in or out.</source>
   <extracomment>panels/account_page.py</extracomment>
   <translation>No transfer moved anything in or out.</translation>
  </message>
  <message>
   <source>Balance over time</source>
   <extracomment>panels/account_page.py</extracomment>
   <translation>Balance over time</translation>
  </message>
  <message>
   <source>Asset of the plot</source>
   <extracomment>panels/balance_plot.py</extracomment>
   <translation>Asset of the plot</translation>
  </message>
  <message>
   <source>Exhibits</source>
   <extracomment>dialogs/hand_over_dialog.py</extracomment>
   <translation>Exhibits</translation>
  </message>
  <message>
   <source>Select transfers or accounts and keep them as exhibits, or add a finding; they are printed in the report under numbers that stay.</source>
   <extracomment>panels/basket.py</extracomment>
   <translation>Select transfers or accounts and keep them as exhibits, or add a finding; they are printed in the report under numbers that stay.</translation>
  </message>
  <message>
   <source>&amp;Up</source>
   <extracomment>panels/basket.py</extracomment>
   <translation>&amp;Up</translation>
  </message>
  <message>
   <source>Do&amp;wn</source>
   <extracomment>panels/basket.py</extracomment>
   <translation>Do&amp;wn</translation>
  </message>
  <message>
   <source>Take &amp;out</source>
   <extracomment>panels/basket.py</extracomment>
   <translation>Take &amp;out</translation>
  </message>
  <message>
   <source>NOTE OF THE EXHIBIT</source>
   <extracomment>panels/basket.py</extracomment>
   <translation>NOTE OF THE EXHIBIT</translation>
  </message>
  <message>
   <source>Move the exhibit up (Alt+Up)</source>
   <extracomment>panels/basket.py</extracomment>
   <translation>Move the exhibit up (Alt+Up)</translation>
  </message>
  <message>
   <source>Move the exhibit down (Alt+Down)</source>
   <extracomment>panels/basket.py</extracomment>
   <translation>Move the exhibit down (Alt+Down)</translation>
  </message>
  <message>
   <source>Take it out of the basket (Del); its number is given to no other</source>
   <extracomment>panels/basket.py</extracomment>
   <translation>Take it out of the basket (Del); its number is given to no other</translation>
  </message>
  <message>
   <source>Steps</source>
   <extracomment>panels/beside.py</extracomment>
   <translation>Steps</translation>
  </message>
  <message>
   <source>Time course</source>
   <extracomment>panels/course.py</extracomment>
   <translation>Time course</translation>
  </message>
  <message>
   <source>Work out</source>
   <extracomment>panels/depth.py</extracomment>
   <translation>Work out</translation>
  </message>
  <message>
   <source>All of it…</source>
   <extracomment>panels/depth.py</extracomment>
   <translation>All of it…</translation>
  </message>
  <message>
   <source>Find entities</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Find entities</translation>
  </message>
  <message>
   <source>Accounts of the same entity</source>
   <extracomment>panels/depth.py</extracomment>
   <translation>Accounts of the same entity</translation>
  </message>
  <message>
   <source>History of this account</source>
   <extracomment>panels/depth.py</extracomment>
   <translation>History of this account</translation>
  </message>
  <message>
   <source>Every asset, hop and account, as a list</source>
   <extracomment>panels/depth.py</extracomment>
   <translation>Every asset, hop and account, as a list</translation>
  </message>
  <message>
   <source>No money comes to it or goes from it.</source>
   <extracomment>panels/depth.py</extracomment>
   <translation>No money comes to it or goes from it.</translation>
  </message>
  <message>
   <source>May take a while in a case of this size</source>
   <extracomment>panels/depth.py</extracomment>
   <translation>May take a while in a case of this size</translation>
  </message>
  <message>
   <source>Nothing in this case links it with another account.</source>
   <extracomment>panels/depth.py</extracomment>
   <translation>Nothing in this case links it with another account.</translation>
  </message>
  <message>
   <source>Nothing was done about this account yet.</source>
   <extracomment>panels/depth.py</extracomment>
   <translation>Nothing was done about this account yet.</translation>
  </message>
  <message>
   <source>More</source>
   <extracomment>panels/elided.py</extracomment>
   <translation>More</translation>
  </message>
  <message>
   <source>What there is no room for here</source>
   <extracomment>panels/elided.py</extracomment>
   <translation>What there is no room for here</translation>
  </message>
  <message>
   <source>State finding…</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>State finding…</translation>
  </message>
  <message>
   <source>Withdraw</source>
   <extracomment>panels/findings.py</extracomment>
   <translation>Withdraw</translation>
  </message>
  <message>
   <source>Findings</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Findings</translation>
  </message>
  <message>
   <source>Add exhibit</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Add exhibit</translation>
  </message>
  <message>
   <source>Evidence basket</source>
   <extracomment>panels/findings.py</extracomment>
   <translation>Evidence basket</translation>
  </message>
  <message>
   <source>Take it out of the evidence basket</source>
   <extracomment>panels/findings.py</extracomment>
   <translation>Take it out of the evidence basket</translation>
  </message>
  <message>
   <source>Put it into the evidence basket</source>
   <extracomment>panels/findings.py</extracomment>
   <translation>Put it into the evidence basket</translation>
  </message>
  <message>
   <source>Selected accounts</source>
   <extracomment>panels/inspector.py</extracomment>
   <translation>Selected accounts</translation>
  </message>
  <message>
   <source>&amp;Label…</source>
   <extracomment>panels/inspector.py</extracomment>
   <translation>&amp;Label…</translation>
  </message>
  <message>
   <source>&amp;Expand…</source>
   <extracomment>panels/inspector.py</extracomment>
   <translation>&amp;Expand…</translation>
  </message>
  <message>
   <source>&amp;Hide</source>
   <extracomment>panels/inspector.py</extracomment>
   <translation>&amp;Hide</translation>
  </message>
  <message>
   <source>&amp;State finding…</source>
   <extracomment>panels/inspector.py</extracomment>
   <translation>&amp;State finding…</translation>
  </message>
  <message>
   <source>Select an account or a transfer, on the chart or in the table, and everything known about it appears here.</source>
   <extracomment>panels/inspector.py</extracomment>
   <translation>Select an account or a transfer, on the chart or in the table, and everything known about it appears here.</translation>
  </message>
  <message>
   <source>Nothing selected</source>
   <extracomment>panels/inspector.py</extracomment>
   <translation>Nothing selected</translation>
  </message>
  <message>
   <source>Markdown. Saved when you leave the field, or with Ctrl+Enter.</source>
   <extracomment>panels/note.py</extracomment>
   <translation>Markdown. Saved when you leave the field, or with Ctrl+Enter.</translation>
  </message>
  <message>
   <source>Note as shown</source>
   <extracomment>panels/note.py</extracomment>
   <translation>Note as shown</translation>
  </message>
  <message>
   <source>Edit</source>
   <extracomment>A group of commands.</extracomment>
   <translation>Edit</translation>
  </message>
  <message>
   <source>Note</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Note</translation>
  </message>
  <message>
   <source>Edit the note as Markdown (Ctrl+Shift+N)</source>
   <extracomment>panels/note.py</extracomment>
   <translation>Edit the note as Markdown (Ctrl+Shift+N)</translation>
  </message>
  <message>
   <source>Show more</source>
   <extracomment>panels/proof_list.py</extracomment>
   <translation>Show more</translation>
  </message>
  <message>
   <source>Reliability diagram</source>
   <extracomment>panels/reliability.py</extracomment>
   <translation>Reliability diagram</translation>
  </message>
  <message>
   <source>Filter the list</source>
   <extracomment>panels/results.py</extracomment>
   <translation>Filter the list</translation>
  </message>
  <message>
   <source>&amp;Draw</source>
   <extracomment>dialogs/shape_dialog.py</extracomment>
   <translation>&amp;Draw</translation>
  </message>
  <message>
   <source>Find patterns, paths between accounts, or trace money from what is selected: what is found is listed here, with what it rests on, and drawn on the chart from here.</source>
   <extracomment>panels/results.py</extracomment>
   <translation>Find patterns, paths between accounts, or trace money from what is selected: what is found is listed here, with what it rests on, and drawn on the chart from here.</translation>
  </message>
  <message>
   <source>More ▾</source>
   <extracomment>panels/results.py</extracomment>
   <translation>More ▾</translation>
  </message>
  <message>
   <source>Put the selected lines on the chart</source>
   <extracomment>panels/results.py</extracomment>
   <translation>Put the selected lines on the chart</translation>
  </message>
  <message>
   <source>Draw, copy or export all that is listed</source>
   <extracomment>panels/results.py</extracomment>
   <translation>Draw, copy or export all that is listed</translation>
  </message>
  <message>
   <source>Fewer</source>
   <extracomment>panels/results.py</extracomment>
   <translation>Fewer</translation>
  </message>
  <message>
   <source>All assumptions</source>
   <extracomment>panels/results.py</extracomment>
   <translation>All assumptions</translation>
  </message>
  <message>
   <source>Starting</source>
   <extracomment>panels/tasks.py</extracomment>
   <translation>Starting</translation>
  </message>
  <message>
   <source>Cancel</source>
   <extracomment>dialogs/sheet.py</extracomment>
   <translation>Cancel</translation>
  </message>
  <message>
   <source>Cancelling…</source>
   <extracomment>panels/tasks.py</extracomment>
   <translation>Cancelling…</translation>
  </message>
  <message>
   <source>Imports, scoring, training and reports show their progress here.</source>
   <extracomment>panels/tasks.py</extracomment>
   <translation>Imports, scoring, training and reports show their progress here.</translation>
  </message>
  <message>
   <source>Stop this work; nothing half-done is kept.</source>
   <extracomment>frame/status.py</extracomment>
   <translation>Stop this work; nothing half-done is kept.</translation>
  </message>
  <message>
   <source>Tasks</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Tasks</translation>
  </message>
  <message>
   <source>Copy</source>
   <extracomment>panels/transfer_page.py</extracomment>
   <translation>Copy</translation>
  </message>
  <message>
   <source>Prove</source>
   <extracomment>panels/transfer_page.py</extracomment>
   <translation>Prove</translation>
  </message>
  <message>
   <source>Show</source>
   <extracomment>panels/findings.py</extracomment>
   <translation>Show</translation>
  </message>
  <message>
   <source>Copy the transaction hash</source>
   <extracomment>panels/transfer_page.py</extracomment>
   <translation>Copy the transaction hash</translation>
  </message>
  <message>
   <source>Prove that the transaction is in its block</source>
   <extracomment>panels/transfer_page.py</extracomment>
   <translation>Prove that the transaction is in its block</translation>
  </message>
  <message>
   <source>Add e&amp;xhibit</source>
   <extracomment>panels/transfer_page.py</extracomment>
   <translation>Add e&amp;xhibit</translation>
  </message>
  <message>
   <source>SHA-256</source>
   <extracomment>panels/transfer_page.py</extracomment>
   <translation>SHA-256</translation>
  </message>
  <message>
   <source>Transfer</source>
   <extracomment>panels/transfer_page.py</extracomment>
   <translation>Transfer</translation>
  </message>
  <message>
   <source>Between</source>
   <extracomment>panels/transfer_page.py</extracomment>
   <translation>Between</translation>
  </message>
  <message>
   <source>Details</source>
   <extracomment>panels/transfer_page.py</extracomment>
   <translation>Details</translation>
  </message>
  <message>
   <source>Transaction</source>
   <extracomment>panels/transfer_page.py</extracomment>
   <translation>Transaction</translation>
  </message>
  <message>
   <source>Proof</source>
   <extracomment>panels/transfer_page.py</extracomment>
   <translation>Proof</translation>
  </message>
  <message>
   <source>Where it comes from</source>
   <extracomment>panels/transfer_page.py</extracomment>
   <translation>Where it comes from</translation>
  </message>
  <message>
   <source>Accounts to label next</source>
   <extracomment>panels/worklist.py</extracomment>
   <translation>Accounts to label next</translation>
  </message>
  <message>
   <source>Score the case</source>
   <extracomment>panels/account_page.py</extracomment>
   <translation>Score the case</translation>
  </message>
  <message>
   <source>&amp;Illicit  I</source>
   <extracomment>panels/worklist.py</extracomment>
   <translation>&amp;Illicit  I</translation>
  </message>
  <message>
   <source>&amp;Licit  L</source>
   <extracomment>panels/worklist.py</extracomment>
   <translation>&amp;Licit  L</translation>
  </message>
  <message>
   <source>&amp;Undecided  U</source>
   <extracomment>panels/worklist.py</extracomment>
   <translation>&amp;Undecided  U</translation>
  </message>
  <message>
   <source>&amp;Skip  S</source>
   <extracomment>panels/worklist.py</extracomment>
   <translation>&amp;Skip  S</translation>
  </message>
  <message>
   <source>Lab&amp;el…  O</source>
   <extracomment>panels/worklist.py</extracomment>
   <translation>Lab&amp;el…  O</translation>
  </message>
  <message>
   <source>Label next</source>
   <extracomment>A command. '…' says that it asks first.</extracomment>
   <translation>Label next</translation>
  </message>
  <message>
   <source>Label as illicit (I)</source>
   <extracomment>panels/worklist.py</extracomment>
   <translation>Label as illicit (I)</translation>
  </message>
  <message>
   <source>Label as licit (L)</source>
   <extracomment>panels/worklist.py</extracomment>
   <translation>Label as licit (L)</translation>
  </message>
  <message>
   <source>It cannot be told; do not ask again (U)</source>
   <extracomment>panels/worklist.py</extracomment>
   <translation>It cannot be told; do not ask again (U)</translation>
  </message>
  <message>
   <source>Decide later (S)</source>
   <extracomment>panels/worklist.py</extracomment>
   <translation>Decide later (S)</translation>
  </message>
  <message>
   <source>Label with source and evidence (O)</source>
   <extracomment>panels/worklist.py</extracomment>
   <translation>Label with source and evidence (O)</translation>
  </message>
  <message>
   <source>Every scored account has a label or was skipped.</source>
   <extracomment>panels/worklist.py</extracomment>
   <translation>Every scored account has a label or was skipped.</translation>
  </message>
  <message>
   <source>When the case is scored, the accounts whose label would tell most are listed here.</source>
   <extracomment>panels/worklist.py</extracomment>
   <translation>When the case is scored, the accounts whose label would tell most are listed here.</translation>
  </message>
  <message>
   <source>The pull was cancelled; what came is kept, and pulling again goes on.</source>
   <extracomment>wiring/acquiring.py</extracomment>
   <translation>The pull was cancelled; what came is kept, and pulling again goes on.</translation>
  </message>
  <message>
   <source>The layout was stopped; the chart stays as it is.</source>
   <extracomment>wiring/arranging.py</extracomment>
   <translation>The layout was stopped; the chart stays as it is.</translation>
  </message>
  <message>
   <source>None of the selected accounts is pinned.</source>
   <extracomment>wiring/arranging.py</extracomment>
   <translation>None of the selected accounts is pinned.</translation>
  </message>
  <message>
   <source>Accounts glide to their places.</source>
   <extracomment>wiring/arranging.py</extracomment>
   <translation>Accounts glide to their places.</translation>
  </message>
  <message>
   <source>Accounts stand at their places at once.</source>
   <extracomment>wiring/arranging.py</extracomment>
   <translation>Accounts stand at their places at once.</translation>
  </message>
  <message>
   <source>Drag on the chart to draw it, or press Enter to have it in the middle; Escape leaves it.</source>
   <extracomment>wiring/drawing.py</extracomment>
   <translation>Drag on the chart to draw it, or press Enter to have it in the middle; Escape leaves it.</translation>
  </message>
  <message>
   <source>Nothing is drawn on this chart yet.</source>
   <extracomment>wiring/drawing.py</extracomment>
   <translation>Nothing is drawn on this chart yet.</translation>
  </message>
  <message>
   <source>Select a drawing first: click on it, or ask for the next one.</source>
   <extracomment>wiring/drawing.py</extracomment>
   <translation>Select a drawing first: click on it, or ask for the next one.</translation>
  </message>
  <message>
   <source>The case is whole: everything in it matches its hashes.</source>
   <extracomment>wiring/files.py</extracomment>
   <translation>The case is whole: everything in it matches its hashes.</translation>
  </message>
  <message>
   <source>Open a case or make a new one first; then drop the files again.</source>
   <extracomment>wiring/files.py</extracomment>
   <translation>Open a case or make a new one first; then drop the files again.</translation>
  </message>
  <message>
   <source>What links them counts again.</source>
   <extracomment>wiring/following.py</extracomment>
   <translation>What links them counts again.</translation>
  </message>
  <message>
   <source>They are kept apart: no link between them counts.</source>
   <extracomment>wiring/following.py</extracomment>
   <translation>They are kept apart: no link between them counts.</translation>
  </message>
  <message>
   <source>Open a case first: a model is trained from the labels of cases.</source>
   <extracomment>wiring/learning.py</extracomment>
   <translation>Open a case first: a model is trained from the labels of cases.</translation>
  </message>
  <message>
   <source>Verify now</source>
   <extracomment>wiring/packing.py</extracomment>
   <translation>Verify now</translation>
  </message>
  <message>
   <source>You have no key yet: one is made and kept in the system keyring.</source>
   <extracomment>wiring/packing.py</extracomment>
   <translation>You have no key yet: one is made and kept in the system keyring.</translation>
  </message>
  <message>
   <source>The memory holds nothing of this case, and remembers it no more.</source>
   <extracomment>wiring/remembering.py</extracomment>
   <translation>The memory holds nothing of this case, and remembers it no more.</translation>
  </message>
  <message>
   <source>Remember it again</source>
   <extracomment>wiring/remembering.py</extracomment>
   <translation>Remember it again</translation>
  </message>
  <message>
   <source>The key of the memory of addresses is gone, or the keyring is locked: nothing in it can be read.</source>
   <extracomment>wiring/remembering.py</extracomment>
   <translation>The key of the memory of addresses is gone, or the keyring is locked: nothing in it can be read.</translation>
  </message>
  <message>
   <source>Build it again</source>
   <extracomment>wiring/remembering.py</extracomment>
   <translation>Build it again</translation>
  </message>
  <message>
   <source>The memory of addresses is deleted, and its key with it.</source>
   <extracomment>wiring/remembering.py</extracomment>
   <translation>The memory of addresses is deleted, and its key with it.</translation>
  </message>
  <message>
   <source>It is not on the chart.</source>
   <extracomment>wiring/revealing.py</extracomment>
   <translation>It is not on the chart.</translation>
  </message>
  <message>
   <source>Investigator</source>
   <extracomment>frame/welcome.py</extracomment>
   <translation>Investigator</translation>
  </message>
 </context>
</TS>
