"""Approvals recorded in the files of cases. What has changed since an approval says a rule, KJ507."""
