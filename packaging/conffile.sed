# Makes /etc/bonluon/bonluon.ini of a kiosk out of the sample: what only the
# one who puts the terminal up can know stands empty, so that no terminal runs
# by another's name.
/^# have the values shown here\.$/a\
#\
# Mã đơn vị, mã máy và chiều ngang màn hình mà để trống ở đây thì máy hỏi ngay\
# trên màn hình khi khởi động lần đầu; tên cơ quan thì gói hỏi khi cài.\
# Both codes and the width of the glass, where they stand empty here, are asked\
# on the glass at the first start; the office's name, at the installation.
/^\[office\]/,/^\[/s/^\(name\[[a-z]*\]\|unit_code\|device_id\)=.*/\1=/
s/^width_mm=.*/width_mm=/
